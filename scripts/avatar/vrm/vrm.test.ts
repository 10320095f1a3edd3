import { validateBytes } from 'gltf-validator';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { products } from '../build.ts';
import { at } from '../math/vector.ts';
import { parseGlb, readCommitted, sparseVectors } from '../testing/gltf.ts';
import { loadInNode } from '../testing/load.ts';
import { MtoonBlock, RollConstraintBlock, SpringBoneBlock, VrmBlock } from '../testing/vrm-schema.ts';
import { packVertex } from './primitive.ts';

const MODELS = [
  { path: 'receptionist.vrm', outlined: true, maxBytes: 1_700_000 },
  { path: 'receptionist-lite.vrm', outlined: false, maxBytes: 1_000_000 },
] as const;

describe.each(MODELS)('$path', ({ path, outlined, maxBytes }) => {
  const bytes = readCommitted(path);
  const file = parseGlb(bytes);
  const { json } = file;
  const vrm = VrmBlock.parse(json.extensions.VRMC_vrm);

  it('is small enough to send', () => {
    expect(bytes.byteLength).toBeLessThan(maxBytes);
  });

  it('is valid glTF without warnings', async () => {
    const report = await validateBytes(bytes, { format: 'glb', maxIssues: 100 });
    expect(report.issues.messages.filter((message) => message.severity <= 1)).toEqual([]);
    expect(report.info.drawCallCount).toBeLessThanOrEqual(4);
  });

  it('names each humanoid bone after the node that it is', () => {
    for (const [bone, { node }] of Object.entries(vrm.humanoid.humanBones))
      expect(at(json.nodes, node).name).toBe(bone);
    expect(Object.keys(vrm.humanoid.humanBones)).toHaveLength(54);
  });

  it('moves the face with every expression but neutral', () => {
    const face = json.meshes.find((mesh) => mesh.name === 'Face');
    const expressions = { ...vrm.expressions.preset, ...vrm.expressions.custom };
    for (const [name, expression] of Object.entries(expressions)) {
      const furthest = (expression.morphTargetBinds ?? []).flatMap(({ index }) =>
        (face?.primitives ?? []).flatMap((primitive) =>
          [...sparseVectors(file, at(primitive.targets, index).POSITION).values()].map((v) =>
            Math.hypot(...v),
          ),
        ),
      );
      if (name === 'neutral') expect(furthest).toEqual([]);
      else expect(Math.max(0, ...furthest), name).toBeGreaterThan(0.0005);
    }
  });

  it('has hair that swings, sleeves that twist and toon materials', () => {
    const springs = SpringBoneBlock.parse(json.extensions.VRMC_springBone);
    const swinging = springs.springs.flatMap((spring) => spring.joints.map((joint) => joint.node));
    expect(swinging.every((node) => at(json.nodes, node).name.startsWith('hair'))).toBe(true);
    const twists = json.nodes.filter((node) => 'VRMC_node_constraint' in node.extensions);
    expect(twists.map((node) => node.name)).toEqual(['leftForearmTwist', 'rightForearmTwist']);
    for (const node of twists) RollConstraintBlock.parse(node.extensions.VRMC_node_constraint);
    const toons = json.materials.map((material) =>
      MtoonBlock.parse(material.extensions.VRMC_materials_mtoon),
    );
    expect(toons.some((toon) => toon.outlineWidthMode !== 'none')).toBe(outlined);
  });

  it('gives every vertex weights that sum to one', () => {
    for (const { attributes } of json.meshes.flatMap((mesh) => mesh.primitives)) {
      const accessor = at(json.accessors, z.int().parse(attributes.WEIGHTS_0));
      expect(accessor).toMatchObject({ componentType: 5121, normalized: true, type: 'VEC4' });
      const weights = file.view(z.int().parse(accessor.bufferView));
      for (let i = 0; i < weights.length; i += 4)
        expect(at(weights, i) + at(weights, i + 1) + at(weights, i + 2) + at(weights, i + 3)).toBe(255);
    }
  });

  it('loads in three-vrm, poses and blinks', async () => {
    const { vrm: loaded, warnings } = await loadInNode(bytes);
    expect(warnings).toEqual([]);
    expect(loaded.expressionManager?.customExpressionMap.closed).toBeDefined();
    loaded.expressionManager?.setValue('blink', 1);
    const wristBefore = loaded.humanoid.getRawBoneNode('rightHand')?.matrixWorld.elements[13] ?? 0;
    loaded.humanoid.getNormalizedBoneNode('rightUpperArm')?.rotation.set(0, 0, 1.2);
    loaded.update(1 / 60);
    loaded.scene.updateMatrixWorld(true);
    const wristAfter = loaded.humanoid.getRawBoneNode('rightHand')?.matrixWorld.elements[13] ?? 0;
    expect(wristBefore - wristAfter).toBeGreaterThan(0.3);
    expect(loaded.springBoneManager?.joints.size).toBe(14);
    expect(loaded.nodeConstraintManager?.constraints.size).toBe(2);
  });
});

it('packs weights that no rounding can bring off one', () => {
  const { weights, joints } = packVertex({
    influences: [
      [3, 1 / 3],
      [4, 1 / 3],
      [5, 1 / 3 - 1e-3],
      [6, 1e-3],
    ],
  });
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(255);
  expect(joints).toHaveLength(4);
  expect(joints.filter((_, i) => weights[i] === 0)).toEqual(
    joints.filter((_, i) => weights[i] === 0).map(() => 0),
  );
});

it('rebuilds the lite model byte for byte', { timeout: 120_000 }, async () => {
  const lite = products().find(({ path }) => path === 'receptionist-lite.vrm');
  const fresh = await lite?.encode();
  expect(Buffer.from(fresh ?? []).equals(readCommitted('receptionist-lite.vrm'))).toBe(true);
});
