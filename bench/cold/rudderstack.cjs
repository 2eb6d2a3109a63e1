const Analytics = require('@rudderstack/rudder-sdk-node');

const analytics = new Analytics('bench', { dataPlaneUrl: process.argv[2], gzip: false });
analytics.track({ userId: 'user-1', event: 'Started' });
analytics.flush();
