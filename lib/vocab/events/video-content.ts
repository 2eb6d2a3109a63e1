// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

export interface VideoContentStarted extends OpenFields {
  /** Ties every event of one playback. Always include it. */
  readonly session_id?: string | undefined;
  /** Content asset key. */
  readonly asset_id?: string | undefined;
  /** Content pod key. */
  readonly pod_id?: string | undefined;
  /** Content title. */
  readonly title?: string | undefined;
  /** Short description. */
  readonly description?: string | undefined;
  /** Tags for the content. */
  readonly keywords?: readonly string[] | undefined;
  /** Season number. */
  readonly season?: string | undefined;
  /** Episode number. */
  readonly episode?: string | undefined;
  /** Genre. */
  readonly genre?: string | undefined;
  /** Show or programme name. */
  readonly program?: string | undefined;
  /** Creator or publisher. */
  readonly publisher?: string | undefined;
  /** Playhead inside the content, ads excluded. In seconds. */
  readonly position?: number | undefined;
  /** Content length, ads excluded; null when live. In seconds. */
  readonly total_length?: number | null | undefined;
  /** Channel it plays on. */
  readonly channel?: string | undefined;
  /** Content is a full episode. */
  readonly full_episode?: boolean | undefined;
  /** Playback is live. */
  readonly livestream?: boolean | undefined;
  /** Original air or publish date. A date or a time of ISO 8601. */
  readonly airdate?: Date | string | undefined;
  /** Current bitrate. In kilobits a second. */
  readonly bitrate?: number | undefined;
  /** Average frame rate. In frames a second. */
  readonly framerate?: number | undefined;
}

export interface VideoContentPlaying extends OpenFields {
  /** Ties every event of one playback. Always include it. */
  readonly session_id?: string | undefined;
  /** Content asset key. */
  readonly asset_id?: string | undefined;
  /** Content pod key. */
  readonly pod_id?: string | undefined;
  /** Content title. */
  readonly title?: string | undefined;
  /** Short description. */
  readonly description?: string | undefined;
  /** Tags for the content. */
  readonly keywords?: readonly string[] | undefined;
  /** Season number. */
  readonly season?: string | undefined;
  /** Episode number. */
  readonly episode?: string | undefined;
  /** Genre. */
  readonly genre?: string | undefined;
  /** Show or programme name. */
  readonly program?: string | undefined;
  /** Creator or publisher. */
  readonly publisher?: string | undefined;
  /** Playhead inside the content, ads excluded. In seconds. Always include it. */
  readonly position?: number | undefined;
  /** Content length, ads excluded; null when live. In seconds. */
  readonly total_length?: number | null | undefined;
  /** Channel it plays on. */
  readonly channel?: string | undefined;
  /** Content is a full episode. */
  readonly full_episode?: boolean | undefined;
  /** Playback is live. */
  readonly livestream?: boolean | undefined;
  /** Original air or publish date. A date or a time of ISO 8601. */
  readonly airdate?: Date | string | undefined;
  /** Current bitrate. In kilobits a second. */
  readonly bitrate?: number | undefined;
  /** Average frame rate. In frames a second. */
  readonly framerate?: number | undefined;
}

export interface VideoContentCompleted extends VideoContentStarted {}
