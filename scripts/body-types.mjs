/**
 * Takes the place of fetch-blob and formdata-polyfill when node-fetch is built into the client. The client sends buffers and
 * reads streams, so node-fetch never needs a Blob or a form here; and Node.js has had both of its own since 18. What this
 * leaves out is 170 kB of a polyfill and a third of the start-up time.
 */
class Absent {
  constructor() {
    throw new TypeError('The node-fetch inside Waybill carries buffers only.');
  }
}

const absent = () => new Absent();

export {
  Absent as Blob,
  Absent as default,
  Absent as File,
  Absent as FormData,
  absent as blobFrom,
  absent as blobFromSync,
  absent as fileFrom,
  absent as fileFromSync,
  absent as formDataToBlob,
  absent as toFormData,
};
