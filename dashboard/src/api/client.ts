/**
 * Requests to the server. Answers come in the envelope of the REST contract; what is inside is returned, failures are
 * thrown as {@link Problem}s. When the login has expired the request waits until the person has logged in again, so that
 * nothing typed is lost.
 */
export interface ProblemDetails {
  [name: string]: unknown;
}

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: ProblemDetails = {},
    readonly requestId = '',
  ) {
    super(message);
    this.name = 'Problem';
  }
}

export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

type Query = Record<string, string | number | boolean | undefined | null>;

export interface Options {
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Throw at once when nobody is logged in instead of asking for the password. */
  quiet?: boolean;
}

let askLogin: (() => Promise<boolean>) | undefined;
let csrf = '';
/** Versions of what was read last, by path: an update must say which version it changes. */
const tags = new Map<string, string>();

/** Sets what requests that change something must repeat, because a browser adds cookies to requests of other pages too. */
export function useCsrfToken(token: string | null | undefined): void {
  csrf = token ?? '';
}

/** Sets who is asked when a login has expired: resolves to whether somebody is logged in again. */
export function onLoginNeeded(ask: () => Promise<boolean>): void {
  askLogin = ask;
}

export function address(path: string, query?: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return `/api/v1${path}${text ? `?${text}` : ''}`;
}

async function send(method: string, path: string, options: Options): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  if (method !== 'GET' && csrf) headers['X-CSRF-Token'] = csrf;
  if (method === 'PATCH') headers['If-Match'] ??= tags.get(path) ?? '*';
  let body: BodyInit | undefined;
  if (options.body instanceof FormData) {
    body = options.body;
  } else if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(options.body);
  }
  try {
    return await fetch(address(path, options.query), {
      method,
      headers,
      body,
      signal: options.signal,
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch (failure) {
    if (options.signal?.aborted) throw failure;
    throw new Problem(0, 'unreachable', String(failure));
  }
}

async function read(response: Response): Promise<unknown> {
  return unwrap(await response.text(), response.status, response.ok);
}

function unwrap(text: string, status: number, ok: boolean): unknown {
  let answer: { success?: boolean; data?: unknown; error?: { code?: string; message?: string; details?: ProblemDetails }; request_id?: string } = {};
  try {
    answer = text === '' ? {} : JSON.parse(text);
  } catch {
    if (ok) throw new Problem(status, 'unreadable', text.slice(0, 200));
  }
  if (!ok || answer.success === false) {
    const error = answer.error ?? {};
    throw new Problem(status, error.code ?? `http_${status}`, error.message ?? text.slice(0, 200), error.details, answer.request_id);
  }
  return answer.data;
}

export async function request<T>(method: string, path: string, options: Options = {}): Promise<T> {
  let response = await send(method, path, options);
  if (response.status === 401 && !options.quiet && askLogin && (await askLogin())) {
    response = await send(method, path, options);
  }
  const answer = (await read(response)) as T;
  const tag = response.headers.get('ETag');
  if (tag) tags.set(path, tag);
  return answer;
}

/**
 * Sends a form with a file, and says how much of it has gone.
 *
 * @param progress told parts of one
 */
export async function upload<T>(path: string, form: FormData, progress: (part: number) => void, signal: AbortSignal): Promise<T> {
  let sent = await sendForm(path, form, progress, signal);
  if (sent.status === 401 && askLogin && (await askLogin())) sent = await sendForm(path, form, progress, signal);
  return unwrap(sent.text, sent.status, sent.status >= 200 && sent.status < 300) as T;
}

/** By the older interface: with the newer one a page cannot learn how much has gone. */
function sendForm(path: string, form: FormData, progress: (part: number) => void, signal: AbortSignal): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address(path));
    request.setRequestHeader('Accept', 'application/json');
    if (csrf) request.setRequestHeader('X-CSRF-Token', csrf);
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(new Problem(0, 'unreachable', ''));
    request.onabort = () => reject(new DOMException('', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

export const api = {
  get: <T>(path: string, query?: Query, options?: Options) => request<T>('GET', path, { ...options, query }),
  post: <T>(path: string, body?: unknown, options?: Options) => request<T>('POST', path, { ...options, body: body ?? {} }),
  put: <T>(path: string, body?: unknown, options?: Options) => request<T>('PUT', path, { ...options, body }),
  patch: <T>(path: string, body?: unknown, options?: Options) => request<T>('PATCH', path, { ...options, body }),
  remove: <T>(path: string, options?: Options) => request<T>('DELETE', path, options),
};
