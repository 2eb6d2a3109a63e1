import type { Entry } from './entry/entry.js';
import type { Fault } from './entry/fault.js';
import type { Filter } from './entry/filter.js';
import type { Source } from './entry/source.js';
import type { StoredMessage } from './entry/stored-message.js';
import type { OverviewSnapshot } from './insight/overview.js';
import type { SchemaSnapshot } from './insight/schema.js';
import type { UserList, UserProfile, UserQuery } from './insight/users.js';
import type { AddedEvent, EventToAdd } from './plan/add-event.js';
import type { PlanState } from './plan/plans.js';
import type { ViolationQuery, ViolationsSnapshot } from './plan/violations.js';
import type { WorkspaceStats } from './store/stats.js';
import type { Extent } from './store/store.js';
import type { WaitOptions } from './store/wait.js';

/** A workspace on this computer. */
export interface Workspace {
  /** Where it listens, for a client's `host`. */
  readonly url: string;
  /** The page that shows what comes in. */
  readonly pageUrl: string;
  readonly sources: readonly Source[];
  /** The tracking plans of sources, as they are now. */
  readonly plans: readonly PlanState[];
  /** Resolves when what was kept in the folder is back in memory. Messages that come before that wait for it. */
  readonly recovered: Promise<void>;
  /** The latest messages that were accepted, repeats left out, in the order in which they came. */
  readonly messages: readonly StoredMessage[];
  /** The account since the start. */
  stats(): WorkspaceStats;
  /** The entries that match, the oldest first unless asked otherwise. @throws RangeError for a limit below 1 */
  query(filter?: Filter, extent?: Extent): readonly Entry[];
  /**
   * Resolves with the entries that match once there are enough; those that are there already count.
   * Rejects with an Error that says what was there when the time is over, and a RangeError for options out of bounds.
   */
  wait(filter: Filter, options?: WaitOptions): Promise<readonly Entry[]>;
  /** Forgets messages, ids, views and the log. Gives how many messages were kept. */
  clear(): Promise<number>;
  overview(): OverviewSnapshot;
  schema(): SchemaSnapshot;
  users(query?: UserQuery): UserList;
  /** The user with that id, whichever of its ids it is. */
  user(id: string): UserProfile | undefined;
  /** What is not as planned, by source, event, kind and field: since the start, the last clearing or the last change of a plan. */
  violations(query?: ViolationQuery): ViolationsSnapshot;
  /**
   * Adds an event to the file of its source's plan, by a rule that its messages in memory fit. They are judged by it from then on.
   * Rejects with a PlanEditError where it can't, such as for a plan that was given as an object
   */
  addToPlan(event: EventToAdd): Promise<AddedEvent>;
  /** The faults that are on, with what is left of each. */
  readonly faults: readonly Fault[];
  /**
   * Lets requests fail from now on, in place of the faults that are on; none for an empty list.
   * @throws RangeError for what is no fault
   */
  setFaults(faults: Fault | readonly Fault[]): void;
  /** Tells of entries as they come, and not of those that were kept before. Gives the end of it. */
  subscribe(listener: (entries: readonly Entry[]) => void): () => void;
  /** Stops listening, cuts what is still open, and lets the folder go. May be called again. */
  close(): Promise<void>;
}
