;; Inner products of one query with many rows of 8-bit numbers. kernel.ts carries this program assembled; any assembler
;; of the text format does it, such as `wat2wasm --enable-threads kernel.wat`.
(module
  (import "env" "memory" (memory 1 65536 shared))
  ;; query  width 16-bit numbers
  ;; rows   count × width 8-bit numbers; width is a multiple of 16
  ;; out    count 32-bit numbers
  (func (export "scan")
    (param $query i32) (param $rows i32) (param $count i32) (param $width i32) (param $out i32)
    (local $end i32) (local $q i32) (local $row_end i32) (local $a v128) (local $b v128)
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $row
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (v128.const i32x4 0 0 0 0))
        (local.set $q (local.get $query))
        (local.set $row_end (i32.add (local.get $rows) (local.get $width)))
        (loop $sixteen
          (local.set $a (i32x4.add (local.get $a)
            (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $rows)) (v128.load (local.get $q)))))
          (local.set $b (i32x4.add (local.get $b)
            (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $rows)) (v128.load offset=16 (local.get $q)))))
          (local.set $rows (i32.add (local.get $rows) (i32.const 16)))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (br_if $sixteen (i32.lt_u (local.get $rows) (local.get $row_end))))
        (local.set $a (i32x4.add (local.get $a) (local.get $b)))
        (i32.store (local.get $out)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $a)) (i32x4.extract_lane 1 (local.get $a)))
            (i32.add (i32x4.extract_lane 2 (local.get $a)) (i32x4.extract_lane 3 (local.get $a)))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $row)))))
