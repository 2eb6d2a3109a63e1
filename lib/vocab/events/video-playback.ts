// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

export interface VideoPlaybackStarted extends OpenFields {
  /** Ties every event of one playback. Always include it. */
  readonly session_id?: string | undefined;
  /** All content assets queued. */
  readonly content_asset_ids?: readonly string[] | undefined;
  /** All content pods queued. */
  readonly content_pod_ids?: readonly string[] | undefined;
  /** All ad assets queued. */
  readonly ad_asset_id?: readonly string[] | undefined;
  /** All ad pods queued. */
  readonly ad_pod_id?: readonly string[] | undefined;
  /** Ad slots queued. */
  readonly ad_type?: readonly ('pre-roll' | 'mid-roll' | 'post-roll')[] | undefined;
  /** Playhead, ads included. In seconds. */
  readonly position?: number | undefined;
  /** Full length, ads included; null when live. In seconds. */
  readonly total_length?: number | null | undefined;
  /** Current bitrate. In kilobits a second. */
  readonly bitrate?: number | undefined;
  /** Average frame rate. In frames a second. */
  readonly framerate?: number | undefined;
  /** Player name. */
  readonly video_player?: string | undefined;
  /** Volume; 0 is muted. A whole number from 0 to 100. */
  readonly sound?: number | undefined;
  /** Player is full screen. */
  readonly full_screen?: boolean | undefined;
  /** False when an ad blocker is on. */
  readonly ad_enabled?: boolean | undefined;
  /** Quality label. */
  readonly quality?: string | undefined;
  /** Playback is live. */
  readonly livestream?: boolean | undefined;
}

export interface VideoPlaybackPaused extends OpenFields {
  /** Ties every event of one playback. Always include it. */
  readonly session_id?: string | undefined;
  /** Content asset playing now. */
  readonly content_asset_id?: string | null | undefined;
  /** Content pod playing now. */
  readonly content_pod_id?: string | null | undefined;
  /** Ad asset playing now. */
  readonly ad_asset_id?: string | null | undefined;
  /** Ad pod playing now. */
  readonly ad_pod_id?: string | null | undefined;
  /** Ad slot playing now. */
  readonly ad_type?: 'pre-roll' | 'mid-roll' | 'post-roll' | null | undefined;
  /** Playhead, ads included. In seconds. */
  readonly position?: number | undefined;
  /** Full length, ads included; null when live. In seconds. */
  readonly total_length?: number | null | undefined;
  /** Current bitrate. In kilobits a second. */
  readonly bitrate?: number | undefined;
  /** Average frame rate. In frames a second. */
  readonly framerate?: number | undefined;
  /** Player name. */
  readonly video_player?: string | undefined;
  /** Volume; 0 is muted. A whole number from 0 to 100. */
  readonly sound?: number | undefined;
  /** Player is full screen. */
  readonly full_screen?: boolean | undefined;
  /** False when an ad blocker is on. */
  readonly ad_enabled?: boolean | undefined;
  /** Quality label. */
  readonly quality?: string | undefined;
  /** Playback is live. */
  readonly livestream?: boolean | undefined;
}

export interface VideoPlaybackInterrupted extends OpenFields {
  /** Ties every event of one playback. Always include it. */
  readonly session_id?: string | undefined;
  /** Content asset playing now. */
  readonly content_asset_id?: string | null | undefined;
  /** Content pod playing now. */
  readonly content_pod_id?: string | null | undefined;
  /** Ad asset playing now. */
  readonly ad_asset_id?: string | null | undefined;
  /** Ad pod playing now. */
  readonly ad_pod_id?: string | null | undefined;
  /** Ad slot playing now. */
  readonly ad_type?: 'pre-roll' | 'mid-roll' | 'post-roll' | null | undefined;
  /** Playhead, ads included. In seconds. */
  readonly position?: number | undefined;
  /** Full length, ads included; null when live. In seconds. */
  readonly total_length?: number | null | undefined;
  /** Current bitrate. In kilobits a second. */
  readonly bitrate?: number | undefined;
  /** Average frame rate. In frames a second. */
  readonly framerate?: number | undefined;
  /** Player name. */
  readonly video_player?: string | undefined;
  /** Volume; 0 is muted. A whole number from 0 to 100. */
  readonly sound?: number | undefined;
  /** Player is full screen. */
  readonly full_screen?: boolean | undefined;
  /** False when an ad blocker is on. */
  readonly ad_enabled?: boolean | undefined;
  /** Quality label. */
  readonly quality?: string | undefined;
  /** Playback is live. */
  readonly livestream?: boolean | undefined;
  /** What interrupted playback. */
  readonly method?: string | undefined;
}

export interface VideoPlaybackBufferStarted extends VideoPlaybackPaused {}

export interface VideoPlaybackBufferCompleted extends VideoPlaybackPaused {}

export interface VideoPlaybackSeekStarted extends OpenFields {
  /** Ties every event of one playback. Always include it. */
  readonly session_id?: string | undefined;
  /** Content asset playing now. */
  readonly content_asset_id?: string | null | undefined;
  /** Content pod playing now. */
  readonly content_pod_id?: string | null | undefined;
  /** Ad asset playing now. */
  readonly ad_asset_id?: string | null | undefined;
  /** Ad pod playing now. */
  readonly ad_pod_id?: string | null | undefined;
  /** Ad slot playing now. */
  readonly ad_type?: 'pre-roll' | 'mid-roll' | 'post-roll' | null | undefined;
  /** Playhead, ads included. In seconds. */
  readonly position?: number | undefined;
  /** Full length, ads included; null when live. In seconds. */
  readonly total_length?: number | null | undefined;
  /** Current bitrate. In kilobits a second. */
  readonly bitrate?: number | undefined;
  /** Average frame rate. In frames a second. */
  readonly framerate?: number | undefined;
  /** Player name. */
  readonly video_player?: string | undefined;
  /** Volume; 0 is muted. A whole number from 0 to 100. */
  readonly sound?: number | undefined;
  /** Player is full screen. */
  readonly full_screen?: boolean | undefined;
  /** False when an ad blocker is on. */
  readonly ad_enabled?: boolean | undefined;
  /** Quality label. */
  readonly quality?: string | undefined;
  /** Playback is live. */
  readonly livestream?: boolean | undefined;
  /** Target of the seek. In seconds. */
  readonly seek_position?: number | undefined;
}

export interface VideoPlaybackSeekCompleted extends VideoPlaybackPaused {}

export interface VideoPlaybackResumed extends VideoPlaybackPaused {}

export interface VideoPlaybackCompleted extends VideoPlaybackPaused {}

export interface VideoPlaybackExited extends VideoPlaybackPaused {}
