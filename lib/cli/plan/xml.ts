/** An element of XML: its attributes, what is inside, and its text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly XmlElement[] = [],
  text = '',
): XmlElement {
  return { name, attributes, children, text };
}

/** A document of XML 1.0, whatever characters its attributes and texts have. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, '')}\n`;
}

function elementText({ name, attributes, children, text }: XmlElement, indent: string): string {
  const inside = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  if (children.length === 0 && text === '') return `${indent}<${name}${inside}/>`;
  const parts = children.map((child) => `${elementText(child, `${indent}  `)}\n`).join('');
  const start = `${indent}<${name}${inside}>`;
  return children.length === 0
    ? `${start}${escaped(text)}</${name}>`
    : `${start}\n${parts}${indent}</${name}>`;
}

/** Line ends are escaped as well: in an attribute they would be read as spaces. */
function escaped(text: string): string {
  return text
    .replace(NOT_XML, '\uFFFD')
    .replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** What XML 1.0 can't have in any form: control characters, halves of characters, and two that are none. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
