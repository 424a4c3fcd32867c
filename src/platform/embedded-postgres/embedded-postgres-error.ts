export type EmbeddedPostgresErrorCode =
  | 'ALREADY_RUNNING'
  | 'DATA_FOLDER_NOT_WRITABLE'
  | 'DATA_FOLDER_NOT_REACHABLE'
  | 'DATA_OF_ANOTHER_USER'
  | 'DATA_OF_ANOTHER_VERSION'
  | 'DATA_MISSING'
  | 'DATA_MOVED'
  | 'DISK_FULL'
  | 'FILE_DAMAGED'
  | 'FILE_UNREADABLE'
  | 'NO_BINARIES'
  | 'NO_UNPRIVILEGED_USER'
  | 'NO_FREE_PORT'
  | 'LEFTOVER_NOT_STOPPED'
  | 'START_FAILED'
  | 'DIED';

/**
 * The embedded PostgreSQL cannot run. `message` is one line for the person at the terminal and names the remedy;
 * `detail` holds what PostgreSQL printed, for further investigation.
 */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly code: EmbeddedPostgresErrorCode;
  readonly detail: string | undefined;

  constructor(code: EmbeddedPostgresErrorCode, message: string, detail?: string) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

/** Says in one line what a failed file operation under `folder` means; anything unexpected is rethrown as it is. */
export function folderError(cause: unknown, folder: string): unknown {
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
      return new EmbeddedPostgresError(
        'DATA_FOLDER_NOT_WRITABLE',
        `The data folder ${folder} cannot be written by this user. Make it writable, or set PCN_DATA_DIR to another folder.`,
        String(cause),
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder, String(cause));
    default:
      return cause;
  }
}

/** @param what the file should hold, and what to do, as sentences. */
export function damaged(path: string, what: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('FILE_DAMAGED', `${path} is damaged. ${what}`);
}

export function diskFull(folder: string, detail: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'DISK_FULL',
    `The disk that holds ${folder} is full. Free some space (about 100 MB to begin with), or set PCN_DATA_DIR to another disk.`,
    detail,
  );
}
