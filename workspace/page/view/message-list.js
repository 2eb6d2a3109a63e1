import { listing } from '../live/feed.js';
import { adjust } from '../live/router.js';
import { NO_FILTER } from '../model/filter.js';
import { formatCounted } from '../model/format.js';
import { scrollTo, windowOf } from '../model/window.js';
import { html, useEffect, useLayoutEffect, useRef, useState } from '../vendor/preact.js';
import { useSession } from './hooks.js';
import { Icon } from './icon.js';
import { MessageRow } from './message-row.js';

const ROW_PX = 34;
const NARROW_ROW_PX = 56;

/**
 * The messages that the filter shows, of which only those in view are drawn.
 *
 * @param {object} properties
 * @param {number} properties.cursor the number of the message that keys start from; 0 for none
 * @param {boolean} properties.isHeld whether what is in view stays there when others come in above
 * @param {boolean} properties.isNarrow
 * @param {(seq: number) => void} properties.onOpen
 */
export function MessageList({ cursor, isHeld, isNarrow, onOpen }) {
  const rowPx = isNarrow ? NARROW_ROW_PX : ROW_PX;
  const scroller = useRef(/** @type {HTMLElement | null} */ (null));
  const [scrollPx, setScrollPx] = useState(0);
  const viewPx = useHeight(scroller);
  const above = useHeldPlace({ scroller, rowPx, isHeld, setScrollPx });
  useFollowedCursor({ scroller, rowPx, cursor, viewPx });
  const { first, end, offsetPx, heightPx } = windowOf({
    count: listing.count,
    rowPx,
    scrollPx,
    viewPx,
  });
  const rows = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  const isCursorDrawn = rows.some((index) => listing.at(index)?.seq === cursor);
  return html`<div class="list">
    <div class="list-head" aria-hidden="true">
      <span>Time</span><span>Call</span><span>Name</span><span>User</span><span>Source</span
      ><span>Outcome</span>
    </div>
    <div
      id="message-list"
      class="scroller"
      ref=${scroller}
      role="listbox"
      tabindex="0"
      aria-label="Messages, the newest first"
      aria-activedescendant=${isCursorDrawn ? `message-${cursor}` : undefined}
      onScroll=${(event) => setScrollPx(event.currentTarget.scrollTop)}
    >
      <div class="runway" role="presentation" style=${{ height: `${heightPx}px` }}>
        <div class="rows" role="presentation" style=${{ transform: `translateY(${offsetPx}px)` }}>
          ${rows.map((index) => {
            const row = listing.at(index);
            return (
              row &&
              MessageRow({
                row,
                index,
                count: listing.count,
                isCurrent: row.seq === cursor,
                onOpen,
              })
            );
          })}
        </div>
      </div>
      ${listing.count === 0 && html`<${NoMatch} />`}
    </div>
    ${
      above > 0 &&
      html`<button type="button" class="to-top" onClick=${() => scroller.current?.scrollTo(0, 0)}>
        <${Icon} name="up" /> ${formatCounted(above, 'new message')}
      </button>`
    }
  </div>`;
}

function NoMatch() {
  const recovery = useSession(({ workspace }) => workspace?.recovery);
  if (listing.size === 0) {
    return html`<p class="nothing">
      ${recovery ? `Reading what was kept: ${percentOf(recovery)} % …` : 'Loading …'}
    </p>`;
  }
  if (!listing.isScanned) return html`<p class="nothing">Searching …</p>`;
  return html`<p class="nothing">
    None of ${formatCounted(listing.size, 'message')} matches.
    <button type="button" class="button" onClick=${() => adjust({ filter: NO_FILTER })}>
      Clear the filters
    </button>
  </p>`;
}

/** @param {{ readBytes: number, totalBytes: number }} recovery */
function percentOf({ readBytes, totalBytes }) {
  return Math.floor((100 * readBytes) / totalBytes);
}

/** @param {{ current: HTMLElement | null }} element */
function useHeight(element) {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([size]) => setHeight(size?.contentRect.height ?? 0));
    setHeight(element.current.clientHeight);
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return height;
}

/**
 * Keeps what is read where it is while messages come in above it, and counts them. At the top the list follows the stream.
 *
 * @param {object} list
 * @param {{ current: HTMLElement | null }} list.scroller
 * @param {number} list.rowPx
 * @param {boolean} list.isHeld
 * @param {(px: number) => void} list.setScrollPx
 */
function useHeldPlace({ scroller, rowPx, isHeld, setScrollPx }) {
  const seen = useRef({ arrivals: listing.arrivals, above: 0 });
  const topPx = scroller.current?.scrollTop ?? 0;
  const fresh = Math.max(0, listing.arrivals - seen.current.arrivals);
  const isAnother = listing.arrivals < seen.current.arrivals;
  const isAtTop = topPx < rowPx / 2 && !(isHeld && fresh > 0);
  seen.current = {
    arrivals: listing.arrivals,
    above: isAtTop || isAnother || listing.count === 0 ? 0 : seen.current.above + fresh,
  };
  useLayoutEffect(() => {
    if (fresh === 0 || isAtTop || scroller.current === null) return;
    scroller.current.scrollTop = topPx + fresh * rowPx;
    setScrollPx(scroller.current.scrollTop);
  });
  return seen.current.above;
}

/**
 * Scrolls to the message that keys went to.
 *
 * @param {object} list
 * @param {{ current: HTMLElement | null }} list.scroller
 * @param {number} list.rowPx
 * @param {number} list.cursor
 * @param {number} list.viewPx
 */
function useFollowedCursor({ scroller, rowPx, cursor, viewPx }) {
  const isFound = listing.indexOf(cursor) !== -1;
  useEffect(() => {
    const index = listing.indexOf(cursor);
    if (index === -1 || viewPx === 0 || scroller.current === null) return;
    const scrollPx = scroller.current.scrollTop;
    const wanted = scrollTo({ index, rowPx, scrollPx, viewPx });
    if (wanted !== scrollPx) scroller.current.scrollTop = wanted;
  }, [cursor, isFound, viewPx === 0]);
}
