// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';
import type { Content } from './video-parts.js';

export interface VideoAdStarted extends OpenFields {
  /** Ties every event of one playback. Always include it. */
  readonly session_id?: string | undefined;
  /** Ad asset key. */
  readonly asset_id?: string | undefined;
  /** Ad pod key. */
  readonly pod_id?: string | undefined;
  /** Place of the asset in its pod. */
  readonly pod_position?: number | undefined;
  /** Assets in the pod. */
  readonly pod_length?: number | undefined;
  /** Ad slot. */
  readonly type?: 'pre-roll' | 'mid-roll' | 'post-roll' | undefined;
  /** Ad title. */
  readonly title?: string | undefined;
  /** Advertiser or creator. */
  readonly publisher?: string | undefined;
  /** Playhead inside the ad. In seconds. */
  readonly position?: number | undefined;
  /** Ad length. In seconds. */
  readonly total_length?: number | undefined;
  /** Dynamic, or same for everyone. */
  readonly load_type?: 'linear' | 'dynamic' | undefined;
  /** Content metadata some destinations need. */
  readonly content?: Content | undefined;
}

export interface VideoAdPlaying extends OpenFields {
  /** Ties every event of one playback. Always include it. */
  readonly session_id?: string | undefined;
  /** Ad asset key. */
  readonly asset_id?: string | undefined;
  /** Ad pod key. */
  readonly pod_id?: string | undefined;
  /** Place of the asset in its pod. */
  readonly pod_position?: number | undefined;
  /** Assets in the pod. */
  readonly pod_length?: number | undefined;
  /** Ad slot. */
  readonly type?: 'pre-roll' | 'mid-roll' | 'post-roll' | undefined;
  /** Ad title. */
  readonly title?: string | undefined;
  /** Advertiser or creator. */
  readonly publisher?: string | undefined;
  /** Playhead inside the ad. In seconds. Always include it. */
  readonly position?: number | undefined;
  /** Ad length. In seconds. */
  readonly total_length?: number | undefined;
  /** Dynamic, or same for everyone. */
  readonly load_type?: 'linear' | 'dynamic' | undefined;
  /** Content metadata some destinations need. */
  readonly content?: Content | undefined;
  /** Quartile reached. */
  readonly quartile?: number | undefined;
}

export interface VideoAdCompleted extends VideoAdStarted {}
