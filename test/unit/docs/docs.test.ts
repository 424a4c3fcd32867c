import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import areas from '../../../src/areas.json' with { type: 'json' };

function read(path: string) {
  return readFileSync(path, 'utf8');
}
const architecture = read('docs/architecture.md');

test('docs/decisions/README.md lists every decision with its title, once', () => {
  const pages = readdirSync('docs/decisions').filter((name) => /^\d{4}-/.test(name));
  const titles = pages.map((name) => {
    const [, number, title] = /^# (\d+)\. (.+)$/m.exec(read(`docs/decisions/${name}`))!;
    return `${number} [${title}](${name})`;
  });
  const listed = [...read('docs/decisions/README.md').matchAll(/^\| (\d+) +\| (\[.+?\]\(.+?\)) +\| (\S.*?) +\|$/gm)];
  expect(listed.map(([, number, link]) => `${number} ${link}`).sort()).toEqual(titles.sort());
});

test('the README is a page of at most 250 lines, and its map has every area and room', () => {
  const readme = read('README.md');
  expect(readme.split('\n').length).toBeLessThanOrEqual(251);
  const [, map = ''] = /```text\n([\s\S]*?)```/.exec(readme)!;
  const missing = areas.filter(({ area, rooms = [] }) => {
    const [, line = ''] = new RegExp(`^  ${area}/ +(.*)$`, 'm').exec(map) ?? [];
    return line === '' || rooms.some((room) => !line.includes(room));
  });
  expect(missing.map(({ area }) => area)).toEqual([]);
});

test('docs/architecture.md lists the areas in their order, and every suffix of src', () => {
  const [, table = ''] = /## Areas and rooms\n([\s\S]*?)\n## /.exec(architecture)!;
  expect([...table.matchAll(/^\| `([a-z-]+)` /gm)].map(([, area]) => area)).toEqual(areas.map(({ area }) => area));
  const suffixes = new Set(
    readdirSync('src', { recursive: true, encoding: 'utf8' }).flatMap((name) => /\.[a-z]+\.ts$/.exec(name) ?? []),
  );
  expect([...suffixes].filter((suffix) => !architecture.includes(suffix))).toEqual([]);
});

const pages = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`),
].filter((page) => page.endsWith('.md'));

test('links between the pages lead somewhere', () => {
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)]
      .map(([, link = '']) => new URL(link, `file:///${page}`).pathname.slice(1))
      .filter((path) => !existsSync(path))
      .map((path) => `${page}: ${path}`),
  );
  expect(broken).toEqual([]);
});

/**
 * The files and folders that a page names: what begins with a folder of the checkout and, in code spans, with an area
 * or a kind of test. Of `src/time/<noun>.ts` and `src/time/x.*` the folder is taken.
 */
function pathsOn(page: string): string[] {
  const inSource = areas.map(({ area }) => area).join('|');
  const path = new RegExp(
    `(?:(?<![\\w./-])(?:src|test|bench|docs|migrations|schema|\\.ci)|(?<=\`)(?:${inSource}|api|property|unit))/[\\w./-]*[<*]?`,
    'g',
  );
  return [...read(page).matchAll(path)].map(([found]) => found.replace(/[^/]*[<*]$/, '').replace(/\.$/, ''));
}

test('every file and folder that a page names exists', () => {
  const missing = pages.flatMap((page) =>
    pathsOn(page)
      .filter((path) => !['', 'src/', 'test/'].some((root) => existsSync(`${root}${path}`)))
      .map((path) => `${page}: ${path}`),
  );
  expect(missing).toEqual([]);
  expect(pathsOn('docs/architecture.md').length).toBeGreaterThan(40);
});

test('"Where does it go?" has an example of each case that exists', () => {
  const [, cases = ''] = /## Where does it go\?\n([\s\S]*?)\n## /.exec(architecture)!;
  const named = cases.split(/^(?=\*\*)/m).filter((text) => text.startsWith('**'));
  expect(named.map((text) => /\*\*(.+?)\.?\*\*/.exec(text)?.[1])).toEqual([
    'A rule',
    'A query',
    'A mutation',
    'A job',
    'A table',
    'A role',
    'A policy number',
  ]);
  expect(named.filter((text) => !/Example:\s/.test(text))).toEqual([]);
});

test('each law is shown with wrong and right', () => {
  const [, laws = ''] = /## The laws\n([\s\S]*?)\n## /.exec(architecture)!;
  const unshown = laws
    .split(/^### /m)
    .slice(1)
    .filter((law) => !/(\/\/|--) wrong/.test(law) || !/(\/\/|--) right/.test(law));
  expect(unshown).toEqual([]);
});
