/** Takes the place of node:util in the build for workers: there is no NODE_DEBUG, so the default logger is silent. */
export const debuglog = () => () => undefined;

export const promisify =
  (call) =>
  (...given) =>
    new Promise((resolve, reject) => {
      call(...given, (error, value) => (error ? reject(error) : resolve(value)));
    });
