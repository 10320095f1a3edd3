import { add, at, cross, dot, sub, type Vec2, type Vec3 } from './math/vector.ts';

/** Bone index and its share. */
export type Influence = readonly [bone: number, weight: number];

export interface Vertex {
  position: Vec3;
  normal: Vec3;
  uv: Vec2;
  influences: readonly Influence[];
  /** Displacement of each morph target that moves this vertex. */
  morphs?: Readonly<Record<string, Vec3>>;
}

/** A triangle mesh while it is being built. */
export interface Geometry {
  vertices: Vertex[];
  /** Three a triangle, counter-clockwise from outside. */
  indices: number[];
}

export const emptyGeometry = (): Geometry => ({ vertices: [], indices: [] });

/** Appends a vertex and returns its index. */
export const addVertex = (g: Geometry, vertex: Vertex): number => g.vertices.push(vertex) - 1;

export function addTriangle(g: Geometry, a: number, b: number, c: number): void {
  g.indices.push(a, b, c);
}

/** Two triangles for the quad a–b / c–d, where a–c and b–d are its other sides. */
export function addQuad(g: Geometry, a: number, b: number, c: number, d: number): void {
  g.indices.push(a, c, b, b, c, d);
}

/** A `rows × columns` patch of vertices joined into quads. */
export function addGrid(
  g: Geometry,
  rows: number,
  columns: number,
  vertex: (row: number, column: number) => Vertex,
): void {
  const first = g.vertices.length;
  for (let r = 0; r <= rows; r++) for (let c = 0; c <= columns; c++) addVertex(g, vertex(r, c));
  const index = (r: number, c: number): number => first + r * (columns + 1) + c;
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      addQuad(g, index(r, c), index(r + 1, c), index(r, c + 1), index(r + 1, c + 1));
}

export function mergeGeometry(...parts: readonly Geometry[]): Geometry {
  const merged = emptyGeometry();
  for (const part of parts) {
    const base = merged.vertices.length;
    for (const vertex of part.vertices) merged.vertices.push(vertex);
    for (const index of part.indices) merged.indices.push(base + index);
  }
  return merged;
}

/** The same mesh with every triangle wound to agree with its vertex normals. */
export function oriented(g: Geometry): Geometry {
  const indices: number[] = [];
  for (let i = 0; i < g.indices.length; i += 3) {
    const ia = at(g.indices, i);
    const ib = at(g.indices, i + 1);
    const ic = at(g.indices, i + 2);
    const [a, b, c] = [at(g.vertices, ia), at(g.vertices, ib), at(g.vertices, ic)];
    const facing = cross(sub(b.position, a.position), sub(c.position, a.position));
    const wanted = add(add(a.normal, b.normal), c.normal);
    if (dot(facing, wanted) < 0) indices.push(ia, ic, ib);
    else indices.push(ia, ib, ic);
  }
  return { vertices: g.vertices, indices };
}

export const mapVertices = (g: Geometry, change: (vertex: Vertex) => Vertex): Geometry => ({
  vertices: g.vertices.map(change),
  indices: g.indices,
});
