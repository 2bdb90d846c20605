using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Slipway.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The tables of messages commit with those of the application, so they live in one database.
            foreach (var statement in Slipway.Messaging.MessageSchema.PostgresStatements)
            {
                migrationBuilder.Sql(statement);
            }

            migrationBuilder.CreateTable(
                name: "cluster",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    format = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source = table.Column<string>(type: "text", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    seen_commit = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    is_paused = table.Column<bool>(type: "boolean", nullable: false),
                    problem = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cluster", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "operation",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    cluster_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    cluster_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    commit_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    has_begun = table.Column<bool>(type: "boolean", nullable: false),
                    diagnostics = table.Column<string>(type: "text", nullable: false),
                    notices = table.Column<string>(type: "text", nullable: false),
                    failure = table.Column<string>(type: "text", nullable: true),
                    deployment = table.Column<string>(type: "text", nullable: true),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    finished_at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_operation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "repository",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    address = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    github_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    document = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_repository", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_delivery",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    received_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_delivery", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cluster_branch",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    cluster_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    repository = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    @ref = table.Column<string>(name: "ref", type: "character varying(1000)", maxLength: 1000, nullable: false),
                    is_own = table.Column<bool>(type: "boolean", nullable: false),
                    seen_commit = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cluster_branch", x => x.id);
                    table.ForeignKey(
                        name: "FK_cluster_branch_cluster_cluster_id",
                        column: x => x.cluster_id,
                        principalTable: "cluster",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "revision",
                columns: table => new
                {
                    cluster_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    commit_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    configurations = table.Column<string>(type: "text", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    inputs = table.Column<string>(type: "text", nullable: false),
                    diagnostics = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revision", x => new { x.cluster_id, x.number });
                    table.ForeignKey(
                        name: "FK_revision_cluster_cluster_id",
                        column: x => x.cluster_id,
                        principalTable: "cluster",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pull_request",
                columns: table => new
                {
                    repository_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pull_request", x => new { x.repository_id, x.number });
                    table.ForeignKey(
                        name: "FK_pull_request_repository_repository_id",
                        column: x => x.repository_id,
                        principalTable: "repository",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "repository_ref",
                columns: table => new
                {
                    repository_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    @ref = table.Column<string>(name: "ref", type: "character varying(1000)", maxLength: 1000, nullable: false),
                    commit_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    seen_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_repository_ref", x => new { x.repository_id, x.@ref });
                    table.ForeignKey(
                        name: "FK_repository_ref_repository_repository_id",
                        column: x => x.repository_id,
                        principalTable: "repository",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_cluster_name",
                table: "cluster",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cluster_branch_cluster_id",
                table: "cluster_branch",
                column: "cluster_id");

            migrationBuilder.CreateIndex(
                name: "IX_cluster_branch_repository_ref",
                table: "cluster_branch",
                columns: new[] { "repository", "ref" });

            migrationBuilder.CreateIndex(
                name: "IX_operation_cluster_id_started_at",
                table: "operation",
                columns: new[] { "cluster_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_operation_cluster_name_started_at",
                table: "operation",
                columns: new[] { "cluster_name", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_repository_address",
                table: "repository",
                column: "address",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_repository_github_name",
                table: "repository",
                column: "github_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_webhook_delivery_received_at",
                table: "webhook_delivery",
                column: "received_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cluster_branch");

            migrationBuilder.DropTable(
                name: "import");

            migrationBuilder.DropTable(
                name: "operation");

            migrationBuilder.DropTable(
                name: "pull_request");

            migrationBuilder.DropTable(
                name: "repository_ref");

            migrationBuilder.DropTable(
                name: "revision");

            migrationBuilder.DropTable(
                name: "webhook_delivery");

            migrationBuilder.DropTable(
                name: "repository");

            migrationBuilder.DropTable(
                name: "cluster");
        }
    }
}
