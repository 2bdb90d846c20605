using Slipway.Api;

namespace Slipway.Server;

/// <summary>What the OpenAPI document says of an endpoint.</summary>
internal static class Documenting
{
    /// <summary>It answers with a value, or with a problem.</summary>
    public static RouteHandlerBuilder Answers<TAnswer>(this RouteHandlerBuilder endpoint, string summary, string contentType = "application/json") =>
        endpoint.WithSummary(summary).Produces<TAnswer>(StatusCodes.Status200OK, contentType).WithProblems();

    /// <summary>It begins an operation, or answers with a problem.</summary>
    public static RouteHandlerBuilder Starts(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint.WithSummary(summary).Produces<Accepted>(StatusCodes.Status202Accepted).WithProblems();

    private static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder endpoint) => endpoint
        .Produces<ProblemView>(StatusCodes.Status400BadRequest, "application/problem+json")
        .Produces<ProblemView>(StatusCodes.Status404NotFound, "application/problem+json");
}
