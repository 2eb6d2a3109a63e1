const { Analytics } = require('@segment/analytics-node');

const analytics = new Analytics({ writeKey: 'bench', host: process.argv[2] });
analytics.track({ userId: 'user-1', event: 'Started' });
analytics.closeAndFlush();
