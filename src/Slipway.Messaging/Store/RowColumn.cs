using System.Buffers;
using System.Text.Json;

namespace Slipway.Messaging;

/// <summary>A column of a <see cref="RowSet{TRow}"/>.</summary>
internal abstract class RowColumn<TRow>(string name)
{
    public string Name { get; } = name;

    /// <summary>Gets a value indicating whether its values go beside the JSON.</summary>
    public virtual bool IsBytes => false;

    /// <summary>Gets the values of this column as an array.</summary>
    public abstract Array ToArray(TRow[] rows);

    /// <summary>Writes the value of one row; bytes go to <paramref name="bytes"/>, and their place and length to the JSON.</summary>
    public abstract void Write(Utf8JsonWriter json, ArrayBufferWriter<byte> bytes, TRow row);

    /// <summary>Gets what reads this column from the row <c>value</c> of the JSON.</summary>
    public virtual string Read(ref int place) => $"value ->> {place++}";

    public static RowColumn<TRow> Text(string name, Func<TRow, string?> of) => new TextColumn(name, of);

    public static RowColumn<TRow> Number(string name, Func<TRow, long?> of) => new NumberColumn(name, of);

    public static RowColumn<TRow> Bytes(string name, Func<TRow, byte[]> of) => new BytesColumn(name, of);

    private sealed class TextColumn(string name, Func<TRow, string?> of) : RowColumn<TRow>(name)
    {
        public override Array ToArray(TRow[] rows) => Array.ConvertAll(rows, row => of(row));

        public override void Write(Utf8JsonWriter json, ArrayBufferWriter<byte> bytes, TRow row) => json.WriteStringValue(of(row));
    }

    private sealed class NumberColumn(string name, Func<TRow, long?> of) : RowColumn<TRow>(name)
    {
        public override Array ToArray(TRow[] rows) => Array.ConvertAll(rows, row => of(row));

        public override void Write(Utf8JsonWriter json, ArrayBufferWriter<byte> bytes, TRow row)
        {
            if (of(row) is { } number)
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteNullValue();
            }
        }
    }

    private sealed class BytesColumn(string name, Func<TRow, byte[]> of) : RowColumn<TRow>(name)
    {
        public override bool IsBytes => true;

        public override Array ToArray(TRow[] rows) => Array.ConvertAll(rows, row => of(row));

        public override void Write(Utf8JsonWriter json, ArrayBufferWriter<byte> bytes, TRow row)
        {
            var value = of(row);
            json.WriteNumberValue(bytes.WrittenCount + 1);
            json.WriteNumberValue(value.Length);
            bytes.Write(value);
        }

        public override string Read(ref int place) => $"substr(@bytes, value ->> {place++}, value ->> {place++})";
    }
}
