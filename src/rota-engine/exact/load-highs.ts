import loader, { type Highs, type InitOptions } from 'highs';

export type { Highs } from 'highs';

/**
 * HiGHS, compiled to WebAssembly: single-threaded, at most 2 GiB of memory that it never gives back, so a long-lived
 * worker is recycled. The package's types describe its CommonJS build, in which the function is one level deeper.
 */
export function loadHighs(options?: InitOptions): Promise<Highs> {
  return (loader as unknown as (options?: InitOptions) => Promise<Highs>)(options);
}
