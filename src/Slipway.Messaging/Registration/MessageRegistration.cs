using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Slipway.Messaging;

internal sealed class MessageRegistration<TMessage>(MessageDescriptor descriptor, IServiceCollection services) : IMessageRegistration<TMessage>
    where TMessage : notnull
{
    private static readonly TimeSpan LongestBudget = TimeSpan.FromHours(24);

    public IMessageRegistration<TMessage> Run<THandler>()
        where THandler : class, IHandle<TMessage>
    {
        if (descriptor.HandlerType is { } other)
        {
            throw new InvalidOperationException(
                $"'{descriptor.Name}' is already handled by {other.Name}; an application handles a message once, so {typeof(THandler).Name} cannot be added.");
        }
        services.TryAddScoped<THandler>();
        descriptor.HandlerType = typeof(THandler);
        descriptor.Run = static (scope, message, context, cancellationToken) =>
            scope.GetRequiredService<THandler>().HandleAsync((TMessage)message, context, cancellationToken);
        return this;
    }

    public IMessageRegistration<TMessage> OneAtATimeBy(Func<TMessage, string> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        descriptor.ExclusiveKey = message => key((TMessage)message);
        return this;
    }

    public IMessageRegistration<TMessage> NewestWinsBy(Func<TMessage, string> key, Superseding running = Superseding.CancelRunning)
    {
        ArgumentNullException.ThrowIfNull(key);
        descriptor.SupersedeKey = message => key((TMessage)message);
        descriptor.Superseding = running;
        return this;
    }

    public IMessageRegistration<TMessage> Overtakable()
    {
        descriptor.IsOvertakable = true;
        return this;
    }

    public IMessageRegistration<TMessage> Validate(Func<TMessage, IEnumerable<string>> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        descriptor.Rules.Add(message => problems((TMessage)message));
        return this;
    }

    public IMessageRegistration<TMessage> Throttle(int count, TimeSpan per)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1000);
        ArgumentOutOfRangeException.ThrowIfLessThan(per, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(per, TimeSpan.FromHours(24));
        descriptor.Throttle = new Throttle(count, per);
        return this;
    }

    public IMessageRegistration<TMessage> Parallel(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1000);
        descriptor.Parallel = count;
        return this;
    }

    public IMessageRegistration<TMessage> Retry(RetryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfLessThan(policy.MaxAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(policy.MaxAttempts, 1000);
        ArgumentOutOfRangeException.ThrowIfLessThan(policy.Factor, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(policy.FirstDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(policy.MaxDelay, policy.FirstDelay);
        ArgumentOutOfRangeException.ThrowIfLessThan(policy.Jitter, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(policy.Jitter, 1);
        descriptor.Retry = policy;
        return this;
    }

    public IMessageRegistration<TMessage> Within(TimeSpan budget, TimeSpan? idle = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(budget, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(budget, LongestBudget);
        if (idle is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero, nameof(idle));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, budget, nameof(idle));
        }
        descriptor.Budget = budget;
        descriptor.Idle = idle;
        return this;
    }

    public IMessageRegistration<TMessage> WhenDead<THandler>()
        where THandler : class, IHandleDead<TMessage>
    {
        services.TryAddScoped<THandler>();
        descriptor.RunDead = static (scope, message, error, context, cancellationToken) =>
            scope.GetRequiredService<THandler>().HandleDeadAsync((TMessage)message, error, context, cancellationToken);
        return this;
    }
}
