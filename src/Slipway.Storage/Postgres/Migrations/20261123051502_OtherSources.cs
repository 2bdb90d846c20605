using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Slipway.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class OtherSources : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "seen_commit",
                table: "cluster_branch",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "has_begun",
                table: "operation",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "seen_commit",
                table: "cluster_branch");

            migrationBuilder.DropColumn(
                name: "has_begun",
                table: "operation");
        }
    }
}
