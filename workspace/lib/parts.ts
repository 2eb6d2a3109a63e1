import { Overview } from './insight/overview.js';
import { problemsOf } from './insight/problems.js';
import { SchemaView } from './insight/schema.js';
import { Users } from './insight/users.js';
import { Faults } from './intake/faults.js';
import { SeenIds } from './intake/seen-ids.js';
import { Sources } from './intake/sources.js';
import type { Log } from './log/log.js';
import type { RecoveryProgress, Settings } from './options.js';
import { joinProblems } from './plan/plan-problems.js';
import type { Plans } from './plan/plans.js';
import { ViolationsView } from './plan/violations.js';
import { Journal, type View } from './store/journal.js';
import type { Assessor } from './store/kept-entry.js';
import { Counters } from './store/stats.js';
import { Store } from './store/store.js';

/** What a workspace is made of. */
export function makeParts(settings: Settings, plans: Plans, log: Log | undefined) {
  const store = new Store({ maxEntries: settings.maxMessages, maxBytes: settings.maxMemoryBytes });
  const overview = new Overview();
  const schema = new SchemaView();
  const users = new Users();
  const violations = new ViolationsView();
  return {
    store,
    overview,
    schema,
    users,
    plans,
    violations,
    journal: new Journal({
      store,
      views: [overview, schema, users, ...(plans.isEmpty ? [] : [judged(violations)])],
      ...assessorWith(plans),
      log,
    }),
    seen: new SeenIds(settings.maxMessageIds),
    sources: new Sources(settings.sources),
    counters: new Counters(),
    faults: new Faults(),
  };
}

type Parts = ReturnType<typeof makeParts>;

/** What there is to say of messages: where no source has a plan, nothing is done for it. */
function assessorWith(plans: Plans): Assessor {
  if (plans.isEmpty) return { findProblems: problemsOf };
  return {
    judge: (message, source) => plans.judge(message, source),
    findProblems: (message, known) => {
      const general = problemsOf(message, known);
      if (known.plan === undefined) return general;
      return joinProblems(general, plans.problemsOf(message, known.source, known.plan));
    },
  };
}

function judged(violations: ViolationsView): View {
  return {
    take: (entry, message) => {
      const verdict = entry.judge(message);
      if (verdict !== undefined) violations.take(entry, message, verdict);
    },
    clear: () => violations.clear(),
  };
}

/** Takes back what was kept in the folder. */
export async function recover(
  { journal, seen }: Parts,
  log: Log | undefined,
  onProgress: (progress: RecoveryProgress) => void,
): Promise<void> {
  await log?.read((_line, value) => {
    const recovered = journal.recover(value);
    if (recovered?.entry.outcome !== 'accepted') return;
    const { messageId } = recovered.message;
    if (typeof messageId === 'string') seen.add(messageId, Date.parse(recovered.entry.receivedAt));
  }, onProgress);
}
