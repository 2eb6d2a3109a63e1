/**
 * The load: requests at a steady rate, however long the answers take. A request's time runs from the moment when this process
 * wants to write it, so that a late timer of its own isn't counted against the server, and a wait for a free socket is.
 */
import net from 'node:net';
import { quantile } from './figures.mjs';

const REQUEST = 'POST /orders HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n';
const END = '\r\n\r\n';
const SOCKETS = 64;

const [port, rate, seconds] = process.argv.slice(2).map(Number);
const total = rate * seconds;
const idle = await Promise.all(Array.from({ length: SOCKETS }, connect));
const times = [];
const waiting = [];
let started = 0;

const startMs = performance.now();
const timer = setInterval(() => {
  const due = Math.min(total, Math.floor(((performance.now() - startMs) * rate) / 1_000));
  for (; started < due; started += 1) request(performance.now());
  if (times.length === total) finish();
}, 1);

function request(sinceMs) {
  const socket = idle.pop();
  if (socket === undefined) waiting.push(sinceMs);
  else send(socket, sinceMs);
}

function send(socket, sinceMs) {
  socket.sinceMs = sinceMs;
  socket.write(REQUEST);
}

function answered(socket) {
  times.push(performance.now() - socket.sinceMs);
  const next = waiting.shift();
  if (next === undefined) idle.push(socket);
  else send(socket, next);
}

function finish() {
  clearInterval(timer);
  const result = { p50: quantile(times, 0.5), p99: quantile(times, 0.99), requests: total };
  process.send(result, () => process.exit());
}

function connect() {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    socket.setEncoding('latin1');
    socket.once('connect', () => resolve(socket));
    socket.on('error', reject);
    socket.on('data', (text) => {
      if (text.endsWith(END)) answered(socket);
    });
  });
}
