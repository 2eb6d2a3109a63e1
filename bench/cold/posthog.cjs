const { PostHog } = require('posthog-node');

const client = new PostHog('phc_bench', { host: process.argv[2], disableCompression: true });
client.capture({ distinctId: 'user-1', event: 'Started' });
client.shutdown();
