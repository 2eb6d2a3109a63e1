/** What a {@link ContextCancelation} is made of. */
export interface CancelationOptions {
  /** Kept for plugins that say so; a canceled message is never tried again. @default true */
  readonly retry?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly type?: string | undefined;
}

/** Thrown by a plugin to drop its message on purpose: the outcome is dropped as `filtered`. */
export class ContextCancelation {
  readonly retry: boolean;
  readonly type: string;
  readonly reason: string;

  constructor(options: CancelationOptions = {}) {
    this.retry = options.retry ?? true;
    this.type = options.type ?? 'plugin Error';
    this.reason = options.reason ?? '';
  }
}

/**
 * Whether something that was thrown is a cancelation: ours, that of another copy of this package, or that of Segment's
 * core package, which plugins for its client import.
 */
export function isCancelation(thrown: unknown): thrown is ContextCancelation {
  try {
    if (thrown instanceof ContextCancelation) return true;
    if (typeof thrown !== 'object' || thrown === null || thrown instanceof Error) return false;
    const { retry, type } = thrown as { readonly retry?: unknown; readonly type?: unknown };
    return typeof retry === 'boolean' && typeof type === 'string';
  } catch {
    // A proxy that was revoked, or a getter that throws.
    return false;
  }
}
