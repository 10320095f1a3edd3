import { MeshoptSimplifier } from 'meshoptimizer';
import { addVertex, emptyGeometry, type Geometry } from '../geometry.ts';
import { at } from '../math/vector.ts';
import { rounded } from './primitive.ts';

/** Largest deviation, as a share of the mesh's extent. */
const MAX_ERROR = 0.0025;

/**
 * About `ratio` of the triangles, as far as the shape allows. Not for geometry with morphs: the simplifier cannot
 * see them.
 */
export async function decimate(geometry: Geometry, ratio: number): Promise<Geometry> {
  await MeshoptSimplifier.ready;
  const positions = new Float32Array(
    geometry.vertices.flatMap((v) => v.position.map((x) => rounded(x, 1e5))),
  );
  const target = Math.floor((geometry.indices.length * ratio) / 3) * 3;
  const [indices] = MeshoptSimplifier.simplify(
    new Uint32Array(geometry.indices),
    positions,
    3,
    target,
    MAX_ERROR,
  );
  const result = emptyGeometry();
  const kept = new Map<number, number>();
  for (const index of indices) {
    let id = kept.get(index);
    if (id === undefined) {
      id = addVertex(result, at(geometry.vertices, index));
      kept.set(index, id);
    }
    result.indices.push(id);
  }
  return result;
}
