/** What each room of lib/ may import beside itself. docs/design/layers.md shows the same table. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  message: ['base'],
  plan: ['base', 'message'],
  vocab: ['message'],
  'dead-letters': ['base', 'message'],
  pipeline: ['base', 'message', 'plan'],
  delivery: ['base', 'message'],
  queue: ['base', 'message', 'delivery'],
  spool: ['base', 'message', 'delivery'],
  client: ['base', 'message', 'plan', 'dead-letters', 'pipeline', 'queue', 'spool', 'delivery'],
  integrations: ['base', 'message', 'client'],
  cli: [
    'base',
    'message',
    'plan',
    'dead-letters',
    'pipeline',
    'queue',
    'spool',
    'delivery',
    'client',
  ],
};

/** The same of workspace/lib/, whose own files put the rooms together. docs/design/workspace.md shows that table. */
export const WORKSPACE_ROOMS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  entry: [],
  config: ['entry'],
  store: ['base', 'entry'],
  intake: ['base', 'entry', 'store'],
  log: ['base'],
  plan: ['base', 'entry'],
  insight: ['base', 'entry'],
  http: ['entry', 'store', 'intake', 'plan'],
};

/** Where a third party may be imported: in a file, or anywhere in a folder. */
export const HOMES: Readonly<Record<string, readonly string[]>> = {
  'node-fetch': ['lib/delivery/http-transport.ts'],
  'p-retry': ['lib/delivery/delivery.ts', 'lib/cli/plan/public-api/api-requests.ts'],
  uuid: [
    'lib/client/drafts.ts',
    'lib/client/refusals.ts',
    'lib/delivery/token.ts',
    'lib/pipeline/context.ts',
    'lib/spool/slot-lock.ts',
  ],
  'fastest-levenshtein': [
    'lib/client/option-checks.ts',
    'lib/pipeline/check-plugin.ts',
    'lib/plan/check-document.ts',
    'lib/plan/check-on-violation.ts',
    'lib/plan/similar-names.ts',
  ],
  dset: ['lib/pipeline/context.ts'],
  ajv: ['lib/plan/compile.ts', 'lib/plan/violations-of.ts', 'lib/plan/violation-wording.ts'],
  'ajv/dist/2020.js': ['lib/plan/compile.ts'],
  'ajv-formats': ['lib/plan/compile.ts', 'lib/plan/infer/formats.ts'],
  'js-yaml': ['lib/plan/source-text.ts'],
  re2js: ['lib/plan/safe-pattern.ts'],
  jose: ['lib/delivery/token.ts'],
  express: ['lib/integrations/express.ts'],
  fastify: ['lib/integrations/fastify.ts'],
  'fastify-plugin': ['lib/integrations/fastify.ts'],
  '@nestjs/common': ['lib/integrations/nest.ts'],
  hono: ['lib/integrations/hono.ts'],
  commander: ['lib/cli/'],
  'cli-table3': ['lib/cli/table.ts'],
  '@babel/parser': ['lib/cli/migrate/syntax.ts'],
  '@babel/types': ['lib/cli/migrate/syntax.ts'],
};
