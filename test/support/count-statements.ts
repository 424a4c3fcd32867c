import pg from 'pg';

const scopeOwn = /^\s*(begin|start transaction|commit|rollback|savepoint|release|\/\* enterScope|set constraints)/i;

/**
 * The SQL statements that this process sends while `work` runs, without those of the scope itself (begin, enter_scope,
 * end). Precondition: nothing else of the test runs meanwhile.
 */
export const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const sent: string[] = [];
  const prototype = pg.Client.prototype as unknown as { query: (...parameters: unknown[]) => unknown };
  const original = prototype.query;
  prototype.query = function (this: unknown, ...parameters: unknown[]) {
    const [first] = parameters;
    const text = typeof first === 'string' ? first : ((first as { text?: string } | null)?.text ?? '');
    if (!scopeOwn.test(text)) sent.push(/\/\* (\w+) \*\//.exec(text)?.[1] ?? text);
    return original.apply(this, parameters);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return sent;
};
