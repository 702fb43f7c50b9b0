import { ByteWriter, ParquetWriter, type ColumnSource, type SchemaElement, type Writer } from 'hyparquet-writer';
import type { Cell, Column } from './column.ts';
import type { AtomicFile } from './open-atomic-file.ts';

/** A Parquet file that takes one row group after the other. */
export interface ParquetTable<Row> {
  /** Writes `rows` as one row group; holds nothing of them afterwards. */
  append(rows: readonly Row[]): Promise<void>;
  /** Writes the footer. */
  finish(): Promise<void>;
}

/** Returns a table that writes into `file`: the values of the CSV table, rounded alike, an empty cell as null. Deterministic. */
export function parquetTable<Row>(file: AtomicFile, columns: readonly Column<Row>[]): ParquetTable<Row> {
  const buffer = new ByteWriter() as ByteWriter & Writer;
  const flush = async () => {
    await file.write(buffer.getBytes());
    buffer.index = 0;
  };
  buffer.flush = flush;
  const writer = new ParquetWriter({ writer: buffer, schema: toSchema(columns), createdBy: 'affekt' });
  return {
    async append(rows) {
      const columnData = columns.map((column): ColumnSource => ({ name: column.name, data: rows.map((row) => toValue(column.value(row), column.type)) }));
      await writer.write({ columnData, rowGroupSize: Math.max(1, rows.length) });
    },
    async finish() {
      await writer.finish();
      await flush();
    },
  };
}

function toSchema(columns: readonly Column<never>[]): SchemaElement[] {
  const leaves = columns.map(({ name, type }): SchemaElement => {
    if (type === 'text') return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' };
    if (type === 'integer') return { name, type: 'INT32', repetition_type: 'OPTIONAL' };
    return { name, type: type === 'time' ? 'DOUBLE' : 'FLOAT', repetition_type: 'OPTIONAL' };
  });
  return [{ name: 'root', num_children: leaves.length }, ...leaves];
}

function toValue(cell: Cell, type: Column<never>['type']): Cell {
  if (typeof cell !== 'number') return cell;
  if (!Number.isFinite(cell)) return undefined;
  if (type === 'time') return Number(cell.toFixed(6));
  return type === 'pixels' ? Number(cell.toFixed(2)) : cell;
}
