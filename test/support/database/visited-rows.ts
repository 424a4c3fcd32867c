import { jest } from '@jest/globals';
import pg from 'pg';
import { PreparingClient } from '../../../src/platform/database/prepared-statements.js';
import type { TestDatabase } from './test-database.js';

interface PlanNode {
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** The rows that a plan's nodes looked at, whether they then kept them or not. */
function visitedBy(node: PlanNode): number {
  const each =
    (node['Actual Rows'] ?? 0) +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Join Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0);
  return (node.Plans ?? []).reduce((sum, below) => sum + visitedBy(below), each * (node['Actual Loops'] ?? 0));
}

/**
 * Counts the rows that the statements of a database's later connections look at, by the statements' names: what they
 * cost, on a fast machine as on a busy one. PostgreSQL itself reports it (auto_explain).
 * @returns takes what was counted since it was last taken.
 */
export async function countVisitedRows(database: TestDatabase): Promise<() => ReadonlyMap<string, number>> {
  const superuser = new pg.Client({ connectionString: process.env['TEST_SUPERUSER_URL'] });
  await superuser.connect();
  const name = new URL(database.urls.owner).pathname.slice(1);
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_format': 'json',
    'auto_explain.log_level': 'notice',
  };
  for (const [setting, value] of Object.entries(settings)) {
    await superuser.query(`alter database ${name} set ${setting} = '${value}'`);
  }
  await superuser.end();

  let visited = new Map<string, number>();
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the client below
  const emit = PreparingClient.prototype.emit;
  jest.spyOn(PreparingClient.prototype, 'emit').mockImplementation(function (this: PreparingClient, event, ...rest) {
    const { message = '' } = event === 'notice' ? (rest[0] as { message?: string }) : {};
    const json = /plan:\s*(\{.*\})/s.exec(message)?.[1];
    if (json !== undefined) {
      const told = JSON.parse(json) as { readonly 'Query Text': string; readonly Plan: PlanNode };
      const statement = /^\/\* (\w+)/.exec(told['Query Text'])?.[1] ?? told['Query Text'];
      visited.set(statement, (visited.get(statement) ?? 0) + visitedBy(told.Plan));
    }
    return emit.call(this, event, ...rest);
  });
  return () => {
    const taken = visited;
    visited = new Map();
    return taken;
  };
}
