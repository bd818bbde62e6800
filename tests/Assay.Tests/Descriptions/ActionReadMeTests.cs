using Assay.Descriptions;
using Assay.Toolkit;

namespace Assay.Tests.Descriptions;

public sealed class ActionReadMeTests
{
    [Fact]
    public void A_new_read_me_has_an_example_and_the_tables()
    {
        ActionReadMe
            .Of(Samples.Gate)
            .Text(null)
            .ShouldBe(
                """
                # evaluate-gate

                Compares a model with the champion: yes, or no.

                ```yaml
                - uses: OWNER/assay/actions/evaluate-gate@v1
                  with:
                    model: churn
                ```

                <!-- assay:describe -->

                | input | what it is | default |
                | --- | --- | --- |
                | `model` | The model: its name, 'as declared' # here | **required** |
                | `max-regression` | Stage \| version &lt;b> | gate.against in assay.yml |
                | `force` | Judge again; true or false |  |
                | `bump` | What to raise; one of patch, minor | minor |
                | `artifact` | Files; one a line |  |
                | `port` | The port | 8080 |

                | output | what it is |
                | --- | --- |
                | `verdict` | pass, fail or 'error' |

                <!-- /assay:describe -->

                """
            );
    }

    [Fact]
    public void What_people_wrote_around_the_tables_is_kept()
    {
        var written = ActionReadMe.Of(Samples.Gate).Text(null);
        var edited = written.Replace("yes, or no.", "in words of my own.", StringComparison.Ordinal) + "\nMore.\n";

        var again = ActionReadMe.Of(Samples.Gate).Text(edited.Replace("8080", "80", StringComparison.Ordinal));

        again.ShouldBe(edited);
    }

    [Theory]
    [InlineData("# evaluate-gate\n")]
    [InlineData("<!-- /assay:describe --> <!-- assay:describe -->")]
    [InlineData("<!-- assay:describe --> <!-- assay:describe --> <!-- /assay:describe -->")]
    public void A_read_me_without_a_place_for_the_tables_says_what_to_add(string file)
    {
        var error = Should.Throw<InputError>(() => ActionReadMe.Of(Samples.Gate).Text(file));

        var problem = error.Problems.ShouldHaveSingleItem();
        problem.Location.ShouldBe(new SourceLocation("actions/evaluate-gate/README.md"));
        problem.Message.ShouldContain("'<!-- assay:describe -->'");
    }

    [Fact]
    public void The_table_of_actions_links_each_to_its_page() =>
        ActionReadMe
            .TableOf([Samples.Promote])
            .ShouldBe(
                "| action | what it does |\n| --- | --- |\n| [`promote`](actions/promote/README.md) | Moves a stage |\n"
            );
}
