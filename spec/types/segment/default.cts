import segment = require('@segment/analytics-node');

// Compiled, not run: a CommonJS program, with the default export and the named ones.

const byDefault = new segment.default({ writeKey: 'a-write-key' });
const { Analytics, Context, FetchHTTPClient } = segment;
const byName: segment.Analytics = new Analytics({ writeKey: 'a-write-key' });
const both: readonly segment.Analytics[] = [byDefault, byName];
const plugin: segment.Plugin = {
  name: 'a-plugin',
  type: 'utility',
  isLoaded: () => true,
  load: (_ctx: segment.Context, client: segment.Analytics) => client.register(),
};
const client: segment.HTTPClient = new FetchHTTPClient();

module.exports = { both, plugin, client, context: Context.system() };
