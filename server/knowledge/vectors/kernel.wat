;; Compares one query with many rows. kernel.ts carries this program assembled; any assembler of the text format does it,
;; such as `wat2wasm --enable-threads kernel.wat`.
(module
  (import "env" "memory" (memory 1 65536 shared))

  ;; Inner product of a query of 16-bit numbers and a row of 8-bit numbers, width of each a multiple of 16.
  (func $product (param $query i32) (param $row i32) (param $width i32) (result i32)
    (local $end i32) (local $a v128) (local $b v128)
    (local.set $end (i32.add (local.get $row) (local.get $width)))
    (loop $sixteen
      (local.set $a (i32x4.add (local.get $a)
        (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $row)) (v128.load (local.get $query)))))
      (local.set $b (i32x4.add (local.get $b)
        (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $row)) (v128.load offset=16 (local.get $query)))))
      (local.set $row (i32.add (local.get $row) (i32.const 16)))
      (local.set $query (i32.add (local.get $query) (i32.const 32)))
      (br_if $sixteen (i32.lt_u (local.get $row) (local.get $end))))
    (local.set $a (i32x4.add (local.get $a) (local.get $b)))
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $a)) (i32x4.extract_lane 1 (local.get $a)))
      (i32.add (i32x4.extract_lane 2 (local.get $a)) (i32x4.extract_lane 3 (local.get $a)))))

  ;; Products of the query with `count` rows, one after another, to `out`: 32-bit numbers.
  (func (export "scan")
    (param $query i32) (param $rows i32) (param $count i32) (param $width i32) (param $out i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $row
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (i32.store (local.get $out) (call $product (local.get $query) (local.get $rows) (local.get $width)))
        (local.set $rows (i32.add (local.get $rows) (local.get $width)))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $row))))

  ;; The same for the rows whose numbers, of 32 bits, lie at `list`.
  (func (export "pick")
    (param $query i32) (param $rows i32) (param $list i32) (param $count i32) (param $width i32) (param $out i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $row
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (i32.store (local.get $out)
          (call $product
            (local.get $query)
            (i32.add (local.get $rows) (i32.mul (i32.load (local.get $list)) (local.get $width)))
            (local.get $width)))
        (local.set $list (i32.add (local.get $list) (i32.const 4)))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $row))))

  ;; Rows that look near by their sketches, half a byte for 4 numbers. Sketches lie in blocks of 16 rows: by 8 numbers, 16
  ;; bytes, one a row. For each 4 numbers `tables` has what each of the 16 patterns adds, 0 to 127. Of the sum s of a row its
  ;; place and estimate are written to `out` where the estimate, (s × step − offset) × weight of the row, is above `least`.
  ;; Returns the end of what was written: pairs of a 32-bit number and a 32-bit float.
  (func (export "shortlist")
    (param $sketches i32) (param $blocks i32) (param $columns i32) (param $tables i32) (param $weights i32)
    (param $step f32) (param $offset f32) (param $least f32) (param $out i32) (result i32)
    (local $place i32) (local $end i32) (local $table i32) (local $mask i32) (local $quarter i32)
    (local $c v128) (local $s v128) (local $even v128) (local $odd v128) (local $low v128) (local $high v128)
    (local $four v128)
    (block $done
      (loop $block
        (br_if $done (i32.eqz (local.get $blocks)))
        (local.set $even (v128.const i32x4 0 0 0 0))
        (local.set $odd (v128.const i32x4 0 0 0 0))
        (local.set $table (local.get $tables))
        (local.set $end (i32.add (local.get $sketches) (i32.shl (local.get $columns) (i32.const 4))))
        (loop $column
          (local.set $c (v128.load (local.get $sketches)))
          (local.set $s (i8x16.add
            (i8x16.swizzle (v128.load (local.get $table))
              (v128.and (local.get $c) (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f)))
            (i8x16.swizzle (v128.load offset=16 (local.get $table))
              (v128.and (i16x8.shr_u (local.get $c) (i32.const 4))
                (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f)))))
          ;; 16-bit lanes hold two rows: the sums of the even ones carry 256 times those of the odd until the end.
          (local.set $even (i16x8.add (local.get $even) (local.get $s)))
          (local.set $odd (i16x8.add (local.get $odd) (i16x8.shr_u (local.get $s) (i32.const 8))))
          (local.set $sketches (i32.add (local.get $sketches) (i32.const 16)))
          (local.set $table (i32.add (local.get $table) (i32.const 32)))
          (br_if $column (i32.lt_u (local.get $sketches) (local.get $end))))
        (local.set $even (i16x8.sub (local.get $even) (i16x8.shl (local.get $odd) (i32.const 8))))
        (local.set $low (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $even) (local.get $odd)))
        (local.set $high (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $even) (local.get $odd)))
        (local.set $quarter (i32.const 0))
        (loop $quarters
          (local.set $four (f32x4.mul
            (f32x4.sub
              (f32x4.mul (f32x4.convert_i32x4_u (i32x4.extend_low_i16x8_u (local.get $low))) (f32x4.splat (local.get $step)))
              (f32x4.splat (local.get $offset)))
            (v128.load (local.get $weights))))
          (local.set $mask (i32x4.bitmask (f32x4.gt (local.get $four) (f32x4.splat (local.get $least)))))
          (if (local.get $mask)
            (then
              (i32.store (local.get $out) (local.get $place))
              (f32.store offset=4 (local.get $out) (f32x4.extract_lane 0 (local.get $four)))
              (local.set $out (i32.add (local.get $out) (i32.shl (i32.and (local.get $mask) (i32.const 1)) (i32.const 3))))
              (i32.store (local.get $out) (i32.add (local.get $place) (i32.const 1)))
              (f32.store offset=4 (local.get $out) (f32x4.extract_lane 1 (local.get $four)))
              (local.set $out (i32.add (local.get $out) (i32.shl (i32.and (i32.shr_u (local.get $mask) (i32.const 1)) (i32.const 1)) (i32.const 3))))
              (i32.store (local.get $out) (i32.add (local.get $place) (i32.const 2)))
              (f32.store offset=4 (local.get $out) (f32x4.extract_lane 2 (local.get $four)))
              (local.set $out (i32.add (local.get $out) (i32.shl (i32.and (i32.shr_u (local.get $mask) (i32.const 2)) (i32.const 1)) (i32.const 3))))
              (i32.store (local.get $out) (i32.add (local.get $place) (i32.const 3)))
              (f32.store offset=4 (local.get $out) (f32x4.extract_lane 3 (local.get $four)))
              (local.set $out (i32.add (local.get $out) (i32.shl (i32.shr_u (local.get $mask) (i32.const 3)) (i32.const 3))))))
          ;; The next four of the eight, then the other eight.
          (local.set $low (i8x16.shuffle 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 (local.get $low) (local.get $high)))
          (local.set $high (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $high) (local.get $high)))
          (local.set $weights (i32.add (local.get $weights) (i32.const 16)))
          (local.set $place (i32.add (local.get $place) (i32.const 4)))
          (local.set $quarter (i32.add (local.get $quarter) (i32.const 1)))
          (br_if $quarters (i32.lt_u (local.get $quarter) (i32.const 4))))
        (local.set $blocks (i32.sub (local.get $blocks) (i32.const 1)))
        (br $block)))
    (local.get $out)))
