const http = require('node:http');
const { randomUUID } = require('node:crypto');

const message = {
  type: 'track',
  messageId: randomUUID(),
  timestamp: new Date().toISOString(),
  userId: 'user-1',
  event: 'Started',
};
http.request(process.argv[2], { method: 'POST' }).end(JSON.stringify({ batch: [message] }));
