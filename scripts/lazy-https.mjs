/**
 * Takes the place of node:https in the build: TLS is loaded with the first request that needs it, since it takes some
 * milliseconds of a start that most tests, and whoever sends to a sidecar over http, never need.
 */
const load = () => process.getBuiltinModule('node:https');

export default {
  request: (...given) => load().request(...given),
  get Agent() {
    return load().Agent;
  },
};
