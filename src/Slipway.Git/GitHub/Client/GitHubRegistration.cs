using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Slipway.Imports.Feedback;
using Slipway.Imports.Repositories;

namespace Slipway.Git.GitHub.Client;

/// <summary>Registers GitHub as a place where feedback goes.</summary>
public static class GitHubRegistration
{
    public static IServiceCollection AddSlipwayGitHub(this IServiceCollection services, Action<GitHubOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<GitHubOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GitHubOptions>, GitHubOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GitHubAccess>();
        services.TryAddSingleton<IFeedbackChannel, GitHubFeedback>();
        services.TryAddSingleton<IPullRequestList, GitHubPullRequests>();
        return services;
    }
}
