/** The part of gltf-validator's API that the tests use; the package brings no types. */
declare module 'gltf-validator' {
  export interface Report {
    issues: {
      numErrors: number;
      numWarnings: number;
      messages: { code: string; message: string; pointer: string; severity: number }[];
    };
    info: { totalTriangleCount: number; totalVertexCount: number; drawCallCount: number };
  }
  export function validateBytes(
    bytes: Uint8Array,
    options?: { maxIssues?: number; format?: 'glb' | 'gltf' },
  ): Promise<Report>;
}
