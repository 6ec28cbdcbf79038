import type { Measure } from './labels.ts';

const measures = new Map<string, Measure>();

/** One canvas measures all fonts; undefined until the first text is measured. */
let canvas: CanvasRenderingContext2D | null | undefined;

/** The font of an element for a canvas: the shorthand is empty where features are set. */
export function fontOf(element: HTMLElement): string {
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  return `${fontWeight} ${fontSize} ${fontFamily}`;
}

/** The measure of a CSS font, such as `500 12px Inter`. */
export function measureIn(font: string): Measure {
  const known = measures.get(font);
  if (known !== undefined) return known;
  const widths = new Map<string, number>();
  const measure: Measure = (text) => {
    const seen = widths.get(text);
    if (seen !== undefined) return seen;
    canvas ??= document.createElement('canvas').getContext('2d');
    if (canvas === null) return text.length * 8;
    canvas.font = font;
    const { width } = canvas.measureText(text);
    widths.set(text, width);
    return width;
  };
  measures.set(font, measure);
  return measure;
}
