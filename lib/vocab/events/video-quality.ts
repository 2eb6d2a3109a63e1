// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

export interface VideoQualityUpdated extends OpenFields {
  /** New bitrate. In kilobits a second. */
  readonly bitrate?: number | undefined;
  /** New frame rate. In frames a second. */
  readonly framerate?: number | undefined;
  /** Time to start. */
  readonly startupTime?: number | undefined;
  /** Frames dropped. */
  readonly droppedFrames?: number | undefined;
}
