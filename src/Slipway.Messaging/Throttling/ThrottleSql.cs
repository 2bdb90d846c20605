namespace Slipway.Messaging;

/// <summary>The statements of throttling.</summary>
internal static class ThrottleSql
{
    public const string Slots = """
        select slot, free_at from throttle
        where application = @application and name = @name
        order by slot
        """;

    /// <summary>Takes a slot of a throttled task, unless another process was faster.</summary>
    public const string TakeSlot = """
        update throttle set free_at = @free_at
        where application = @application and name = @name and slot = @slot and free_at <= @now
        """;

    public const string GiveSlotBack = """
        update throttle set free_at = @free_at where application = @application and name = @name and slot = @slot
        """;

    public const string AddSlot = """
        insert into throttle (application, name, slot, free_at) values (@application, @name, @slot, 0)
        on conflict (application, name, slot) do nothing
        """;

    public const string RemoveSlots = """
        delete from throttle where application = @application and name = @name and slot >= @count
        """;
}
