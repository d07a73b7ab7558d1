/** What can go wrong with a request, in one shape: `code` never changes its meaning. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly Problem[];

  constructor(status: number, code: string, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.problems = problems;
  }

  /** Whether the request never got an answer: no network, or no server behind it. */
  get unreachable(): boolean {
    return this.status === 0;
  }
}

export interface Problem {
  where: string[];
  message: string;
  kind: string;
}

/** The problem of one field of a form, if the error names it. */
export function problemOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.problems.find((problem) => problem.where.at(-1) === field)?.message;
}

/** An error from the body of an answer that was refused. */
export function errorOf(status: number, body: unknown): ApiError {
  const fault = isObject(body) && isObject(body.error) ? body.error : {};
  return new ApiError(
    status,
    typeof fault.code === "string" ? fault.code : "unknown",
    typeof fault.message === "string" ? fault.message : `HTTP ${status}`,
    Array.isArray(fault.problems) ? fault.problems.filter(isProblem) : [],
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isProblem(value: unknown): value is Problem {
  return isObject(value) && Array.isArray(value.where) && typeof value.message === "string";
}
