import { err, type Failure, type Result } from '../base/result.ts';
import { contract, type GateError, type Handlers, type Method } from './contract.ts';
import { methods } from './methods.ts';

/** What is told to the shell when a handler threw: a fault of the program, never of a request. */
export type Fault = { readonly method: Method; readonly cause: unknown };

/** Answers one call. Never rejects: what a window cannot react to is `desktopFault`, and the shell has been told of it once. */
export type Gate = (method: string, request: unknown) => Promise<Result<unknown, Failure | GateError>>;

export const isMethod = (name: string): name is Method => methods.some((method) => method === name);

/** The one way to the handlers, for every shell: the method is known, the request parses, and whatever a handler throws stays here. */
export const createGate =
  (handlers: Handlers, report: (fault: Fault) => void): Gate =>
  async (method, request) => {
    if (!isMethod(method)) return err({ type: 'invalidRequest' });
    try {
      const parsed = contract[method].request.safeParse(request);
      if (!parsed.success) return err({ type: 'invalidRequest' });
      const handle = handlers[method] as (request: unknown) => Promise<Result<unknown, Failure>>; // The schema of this very method has just proven it.
      return await handle(parsed.data);
    } catch (cause) {
      report({ method, cause });
      return err({ type: 'desktopFault' });
    }
  };
