import { addQuad, addVertex, emptyGeometry, type Geometry } from '../geometry.ts';
import { SKULL_CENTER } from '../head/shape.ts';
import { add, along, at, cross, mix, normalize, scale, sub, type Vec3 } from '../math/vector.ts';
import { hairInfluences } from './weights.ts';

/**
 * A sheet of hair: guide curves side by side, gathered into round strands that end in soft points, turned in at
 * the tips so that it has a thickness. One closed skin has no ragged ends and casts one clean outline.
 */
export interface HairSheet {
  /** Guide curves: `across` 0..1 over the sheet, `down` 0..1 from root to tip. Head space. */
  guide: (across: number, down: number) => Vec3;
  /** Borders between strands, 0 to 1 ascending. */
  strands: readonly number[];
  /** How far strands stand out between their borders, metres, at the root and at the tip. */
  relief: readonly [root: number, tip: number];
  /** Share of the length missing at the border between two strands. */
  notch: number;
  /** Thickness at the tips, metres. */
  thickness: number;
  /** Vertices a strand. */
  columns: number;
  /** Vertices along a strand, outside. */
  rows: number;
  /** Where on the hair texture it starts and how much of its width it takes. */
  texture: readonly [start: number, span: number];
}

/** Rows of the inner side, which is only seen at the tips. */
const INNER_ROWS = 4;
/** How far up the inner side reaches, as a share of the length. */
const INNER_REACH = 0.45;

export function buildHairSheet(sheet: HairSheet): Geometry {
  const geometry = emptyGeometry();
  const columns = columnPositions(sheet);
  const rowsOf = columns.map(({ across, inStrand }) => {
    const bulge = 1 - Math.abs(2 * inStrand - 1) ** 2.2;
    const reach = 1 - sheet.notch * Math.abs(2 * inStrand - 1) ** 1.15;
    const outer = (down: number): Vec3 => {
      const p = sheet.guide(across, down * reach);
      return along(p, away(p), mix(sheet.relief[0], sheet.relief[1], down) * (bulge - 1));
    };
    const inner = (down: number): Vec3 => {
      const p = sheet.guide(across, down * reach);
      return along(p, away(p), -sheet.thickness);
    };
    return { across, outer, inner };
  });

  const ids = rowsOf.map((column, c) => {
    const left = at(rowsOf, Math.max(0, c - 1));
    const right = at(rowsOf, Math.min(rowsOf.length - 1, c + 1));
    const vertexAt = (position: Vec3, normal: Vec3, down: number, isInner: boolean): number =>
      addVertex(geometry, {
        position,
        normal,
        uv: [sheet.texture[0] + column.across * sheet.texture[1], isInner ? 0.004 : mix(0.03, 0.985, down)],
        influences: hairInfluences(position),
      });
    const outerIds = Array.from({ length: sheet.rows + 1 }, (_, row) => {
      const down = tipDense(row / sheet.rows);
      const position = column.outer(down);
      const sideways = sub(right.outer(down), left.outer(down));
      const lengthwise = sub(column.outer(Math.min(1, down + 0.01)), column.outer(Math.max(0, down - 0.01)));
      return vertexAt(position, softened(cross(lengthwise, sideways), position), down, false);
    });
    const innerIds = Array.from({ length: INNER_ROWS }, (_, row) => {
      const down = 1 - (INNER_REACH * row) / (INNER_ROWS - 1);
      const position = column.inner(down * 0.985);
      return vertexAt(position, scale(away(position), -1), down, true);
    });
    return [...outerIds, ...innerIds];
  });
  for (let c = 0; c + 1 < ids.length; c++) {
    const [here, next] = [at(ids, c), at(ids, c + 1)];
    for (let r = 0; r + 1 < here.length; r++)
      addQuad(geometry, at(here, r), at(next, r), at(here, r + 1), at(next, r + 1));
  }
  return geometry;
}

/** Rows crowd towards the tip, where the outline turns. */
const tipDense = (t: number): number => (t < 0.5 ? t : 1 - ((1 - t) * 2) ** 1.35 / 2);

function columnPositions({ strands, columns }: HairSheet): { across: number; inStrand: number }[] {
  return strands.slice(0, -1).flatMap((from, strand) => {
    const to = at(strands, strand + 1);
    const isLast = strand === strands.length - 2;
    return Array.from({ length: isLast ? columns + 1 : columns }, (_, i) => {
      const inStrand = i / columns;
      return { across: mix(from, to, inStrand), inStrand };
    });
  });
}

/** Away from the axis the hair is combed around: the skull above, the vertical through it below. */
export function away(p: Vec3): Vec3 {
  return normalize(sub(p, [SKULL_CENTER[0], Math.min(p[1] + 0.004, SKULL_CENTER[1]), SKULL_CENTER[2]]));
}

/** Half the true normal, half that of a ball: strands read, but toon shading keeps large quiet areas. */
function softened(raw: Vec3, position: Vec3): Vec3 {
  const ball = away(position);
  const normal = normalize(raw);
  const outward =
    normal[0] * ball[0] + normal[1] * ball[1] + normal[2] * ball[2] < 0 ? scale(normal, -1) : normal;
  return normalize(add(scale(outward, 0.5), scale(ball, 0.6)));
}
