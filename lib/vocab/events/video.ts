// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { VideoAdCompleted, VideoAdPlaying, VideoAdStarted } from './video-ads.js';
import type {
  VideoContentCompleted,
  VideoContentPlaying,
  VideoContentStarted,
} from './video-content.js';
import type {
  VideoPlaybackBufferCompleted,
  VideoPlaybackBufferStarted,
  VideoPlaybackCompleted,
  VideoPlaybackExited,
  VideoPlaybackInterrupted,
  VideoPlaybackPaused,
  VideoPlaybackResumed,
  VideoPlaybackSeekCompleted,
  VideoPlaybackSeekStarted,
  VideoPlaybackStarted,
} from './video-playback.js';
import type { VideoQualityUpdated } from './video-quality.js';

/** The events of the vocabulary "Video", with their properties. */
export interface Video {
  /** Last user action before playback begins. Plural content keys are used only here. One example sends ad_asset_ids, ad_pod_ids and ad_types instead. */
  readonly 'Video Playback Started': VideoPlaybackStarted;
  /** User presses pause. */
  readonly 'Video Playback Paused': VideoPlaybackPaused;
  /** Playback stops without intent. */
  readonly 'Video Playback Interrupted': VideoPlaybackInterrupted;
  /** Buffering begins. */
  readonly 'Video Playback Buffer Started': VideoPlaybackBufferStarted;
  /** Buffering ends. */
  readonly 'Video Playback Buffer Completed': VideoPlaybackBufferCompleted;
  /** User starts seeking; position is the origin. seek_position appears in prose and example, not in the table. */
  readonly 'Video Playback Seek Started': VideoPlaybackSeekStarted;
  /** User lands after seeking; position is the target. */
  readonly 'Video Playback Seek Completed': VideoPlaybackSeekCompleted;
  /** User resumes after a pause. */
  readonly 'Video Playback Resumed': VideoPlaybackResumed;
  /** Whole session is finished. */
  readonly 'Video Playback Completed': VideoPlaybackCompleted;
  /** User leaves the playback. */
  readonly 'Video Playback Exited': VideoPlaybackExited;
  /** A content segment starts. */
  readonly 'Video Content Started': VideoContentStarted;
  /** Heartbeat while content plays. */
  readonly 'Video Content Playing': VideoContentPlaying;
  /** A content segment ends. */
  readonly 'Video Content Completed': VideoContentCompleted;
  /** An ad starts. */
  readonly 'Video Ad Started': VideoAdStarted;
  /** Heartbeat while an ad plays. Client libraries fill quartile themselves. */
  readonly 'Video Ad Playing': VideoAdPlaying;
  /** An ad ends. */
  readonly 'Video Ad Completed': VideoAdCompleted;
  /** Quality changes during playback. Types are not documented; these are inferred. Two keys use camelCase. */
  readonly 'Video Quality Updated': VideoQualityUpdated;
}
