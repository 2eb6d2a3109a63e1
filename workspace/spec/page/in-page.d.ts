export function groundOf(): number;
export function widthsOf(): readonly number[];
export function readClipboard(): Promise<string>;
export function faintTexts(): readonly string[];
export function watchFrames(): { gaps: number[]; isOver: boolean };
