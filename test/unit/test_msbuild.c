// Project files: what MSBuild would make of them, solutions, and `sources` of older kits.
#include "msbuild/msbuild.h"
#include "msbuild/solution.h"
#include "project/configuration.h"
#include "project/legacy.h"
#include "scratch.h"
#include "support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

// A project that is evaluated in a folder of its own.
struct fixture {
    char *root;
    struct folder_cache *folders;
    struct msbuild_project project;
    bool good;
};

static void evaluate(struct fixture *fixture, const char *text, const char *configuration)
{
    struct msbuild_setting globals[] = {{"Configuration", configuration}, {"Platform", "x64"}};
    char *path = memory_format("%s/drv/drv.vcxproj", fixture->root);
    struct msbuild_request request = {
        .path = path,
        .text = text,
        .n = strlen(text),
        .root = fixture->root,
        .globals = globals,
        .global_count = 2,
        .folders = fixture->folders,
    };
    fixture->good = msbuild_evaluate(&request, &fixture->project);
    free(path);
}

static struct fixture begin(void)
{
    return (struct fixture){.root = scratch_make(), .folders = folder_cache_new()};
}

static void end(struct fixture *fixture)
{
    msbuild_free(&fixture->project);
    folder_cache_free(fixture->folders);
    scratch_remove(fixture->root);
}

static void expect_property(const char *text, const char *expected)
{
    struct fixture fixture = begin();
    char *project = memory_format("<Project><PropertyGroup>%s</PropertyGroup></Project>", text);
    evaluate(&fixture, project, "Debug");
    assert_true(fixture.good);
    if (fixture.project.problems.count)
        fail_msg("%s", fixture.project.problems.at[0]);
    assert_string_equal(msbuild_get(&fixture.project, "X"), expected);
    free(project);
    end(&fixture);
}

static void properties_refer_to_what_stands_before(void **state)
{
    (void)state;
    expect_property("<A>1</A><X>$(a)$(B)</X><B>2</B>", "1");
    expect_property("<X>a</X><X>$(X);b</X>", "a;b");
    expect_property("<X Condition=\"'$(Nothing)' == ''\">yes</X>", "yes");
    // What is given from outside wins.
    expect_property("<Platform>Win32</Platform><X>$(Platform)</X>", "x64");
    expect_property("<X>$(MSBuildProjectName) $(MSBuildProjectExtension)</X>", "drv .vcxproj");
}

static void functions_of_texts(void **state)
{
    (void)state;
    expect_property("<X>$(Configuration.Replace('e', 'E'))</X>", "DEbug");
    expect_property("<X>$(Configuration.ToUpper().EndsWith('BUG'))</X>", "True");
    expect_property("<A>c:\\x\\</A><X>$(A.TrimEnd('\\'))</X>", "c:\\x");
    expect_property("<A>a.b.c</A><X>$(A.Split('.')[1])</X>", "b");
    expect_property("<A> a </A><X>[$(A.Trim())]</X>", "[a]");
    expect_property("<A>abcd</A><X>$(A.Substring(1, 2))$(A.Length)$(A.IndexOf('c'))</X>", "bc42");
    expect_property("<X>$(Configuration.Contains('%28'))</X>", "False");
    expect_property(
        "<X>$([MSBuild]::ValueOrDefault('$(No)', 'd'))$([System.IO.Path]::GetFileName('a\\b.c'))</X>", "db.c");
    expect_property("<X>$([MSBuild]::VersionGreaterThanOrEquals('10.0.26100', '10.0.9'))</X>", "True");
}

static void expect_condition(const char *condition, bool expected)
{
    char *text = memory_format("<A>0x0A00</A><X Condition=\"%s\">held</X>", condition);
    expect_property(text, expected ? "held" : "");
    free(text);
}

static void conditions(void **state)
{
    (void)state;
    expect_condition("'$(Configuration)|$(Platform)'=='debug|X64'", true);
    expect_condition("'$(Configuration)' != 'Debug'", false);
    expect_condition("$(A) &gt;= 0x601 And $(A) &lt; 0x0B00", true);
    expect_condition("!('$(A)' == '' or false) and true", true);
    expect_condition("$(Configuration.EndsWith('bug'))", true);
    expect_condition("'$(Configuration.Replace(' ',''))' == 'Debug'", true);
    expect_condition("'10.0.26100.0' &gt;= '10.0.9.0'", true);
    expect_condition("$(No) &lt; 0x601", false); // a property of a kit that is not here
    expect_condition("Exists('nowhere.props')", false);
    expect_condition("!exists('$(No)')", true);
    expect_condition("HasTrailingSlash('a\\')", true);
}

static void an_odd_condition_is_a_problem(void **state)
{
    (void)state;
    static const char *const odd[] = {"'a' ==", "((true)", "'a", "a &lt; b", "exists('x'", "!"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct fixture fixture = begin();
        char *text =
            memory_format("<Project><PropertyGroup><X Condition=\"%s\">1</X></PropertyGroup></Project>", odd[i]);
        evaluate(&fixture, text, "Debug");
        assert_string_equal(msbuild_get(&fixture.project, "X"), "");
        assert_int_equal(fixture.project.problems.count, 1);
        free(text);
        end(&fixture);
    }
}

// The items of TYPE, and the elements of their setting NAME: "a.c=x,y b.c=x ".
static char *items_text(const struct msbuild_project *project, const char *type, const char *name)
{
    char *line = memory_text("", 0);
    for (size_t i = 0; i < project->items.count; i++) {
        const struct msbuild_item *item = &project->items.at[i];
        const struct msbuild_value *value = msbuild_setting(item, name);
        if (strcmp(item->type, type) != 0)
            continue;
        char *longer = memory_format("%s%s=", line, item->include);
        for (size_t k = 0; value && k < value->elements.count; k++) {
            char *more = memory_format("%s%s%s", longer, k ? "," : "", value->elements.at[k].text);
            free(longer);
            longer = more;
        }
        free(line);
        line = memory_format("%s ", longer);
        free(longer);
    }
    return line;
}

static void expect_items(const char *body, const char *expected)
{
    struct fixture fixture = begin();
    static const char *const files[] = {"drv/a.c", "drv/B.C", "drv/sub/deep/c.c", "drv/sub/d.c", "drv/x.txt"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        scratch_write(fixture.root, files[i], "");
    char *text = memory_format("<Project>%s</Project>", body);
    evaluate(&fixture, text, "Debug");
    char *line = items_text(&fixture.project, "C", "D"), *at;
    while ((at = strstr(line, fixture.root)))
        memmove(at, at + strlen(fixture.root), strlen(at + strlen(fixture.root)) + 1);
    assert_string_equal(line, expected);
    free(line);
    free(text);
    end(&fixture);
}

static void items_begin_with_their_definition(void **state)
{
    (void)state;
    expect_items("<ItemGroup><C Include='a.c; b.c'/></ItemGroup>"
                 "<ItemDefinitionGroup><C><D>x;%(D)</D><D Condition=\"'$(Configuration)'=='Debug'\">%(D);dbg</D></C>"
                 "</ItemDefinitionGroup>",
        "a.c=x,dbg b.c=x,dbg ");
    expect_items("<ItemDefinitionGroup><C><D>x</D></C></ItemDefinitionGroup>"
                 "<ItemGroup><C Include='a.c'><D>own;%(D)</D></C><C Include='sub\\b.c'><D>%(Filename);%(D)</D></C>"
                 "</ItemGroup>",
        "a.c=own,x sub\\b.c=b,x ");
    // The same setting several times, each with what it was.
    expect_items("<ItemDefinitionGroup><C><D>%(D);1</D><D>%(D);2</D></C></ItemDefinitionGroup>"
                 "<ItemGroup><C Include='a%2828%29.c'/></ItemGroup>",
        "a(28).c=1,2 ");
}

static void items_are_included_excluded_updated(void **state)
{
    (void)state;
    expect_items("<ItemGroup><C Include='*.c'/></ItemGroup>", "/drv/B.C= /drv/a.c= ");
    expect_items("<ItemGroup><C Include='sub\\**\\*.c' Exclude='SUB\\D.c'/></ItemGroup>", "/drv/sub/deep/c.c= ");
    expect_items("<ItemGroup><O Include='a.c;b.c'/><C Include='b.c'/><C Include='@(O)' Exclude='@(C)'/></ItemGroup>",
        "b.c= a.c= ");
    expect_items(
        "<ItemGroup><C Include='a.c;b.c'/><C Update='A.c'><D>u</D></C><C Remove='.\\b.c'/></ItemGroup>", "a.c=u ");
    expect_items("<ItemGroup><C Include='a.c' Condition='false'/></ItemGroup><Choose><When Condition='false'/>"
                 "<Otherwise><ItemGroup><C Include='o.c'/></ItemGroup></Otherwise></Choose>",
        "o.c= ");
    expect_items("<ItemGroup><O Include='a.c;b.c'/><C Include=\"@(O->'x\\%(Filename).cpp')\"/></ItemGroup>",
        "x\\a.cpp= x\\b.cpp= ");
    // What a target adds is added when it builds.
    expect_items("<Target Name='T'><ItemGroup><C Include='t.c'/></ItemGroup></Target>", "");
}

static void imports_are_found_in_any_case(void **state)
{
    (void)state;
    struct fixture fixture = begin();
    scratch_write(fixture.root, "Common/One.props",
        "<Project><PropertyGroup><A>$(MSBuildThisFile)</A></PropertyGroup>"
        "<Import Project='$(MSBuildThisFileDirectory)two.PROPS'/></Project>");
    scratch_write(fixture.root, "Common/Two.props",
        "<Project TreatAsLocalProperty='Platform'><PropertyGroup><B>$(MSBuildThisFile)</B><Platform>mine</Platform>"
        "</PropertyGroup></Project>");
    scratch_write(fixture.root, "directory.build.props", "<Project><PropertyGroup><C>3</C></PropertyGroup></Project>");
    evaluate(&fixture,
        "<Project><Import Project='$(VCTargetsPath)\\Microsoft.Cpp.Default.props'/>"
        "<Import Project='..\\COMMON\\one.props'/><Import Project='gone.props'/>"
        "<Import Project='also-gone.props' Condition=\"exists('also-gone.props')\"/>"
        "<PropertyGroup><D>$(MSBuildThisFileName)</D></PropertyGroup></Project>",
        "Debug");
    assert_string_equal(msbuild_get(&fixture.project, "A"), "One.props");
    assert_string_equal(msbuild_get(&fixture.project, "B"), "Two.props");
    assert_string_equal(msbuild_get(&fixture.project, "C"), "3");
    assert_string_equal(msbuild_get(&fixture.project, "D"), "drv");
    assert_string_equal(msbuild_get(&fixture.project, "Platform"), "mine");
    assert_int_equal(fixture.project.missing.count, 1);
    assert_string_equal(fixture.project.missing.at[0], "gone.props");
    assert_int_equal(fixture.project.files.count, 4);
    end(&fixture);
}

static void hostile_projects_come_to_an_end(void **state)
{
    (void)state;
    struct fixture fixture = begin();
    scratch_write(fixture.root, "drv/a.props", "<Project><Import Project='b.props'/></Project>");
    scratch_write(
        fixture.root, "drv/b.props", "<Project><Import Project='a.props'/><Import Project='a.props'/></Project>");
    evaluate(&fixture, "<Project><Import Project='a.props'/></Project>", "Debug");
    assert_true(fixture.project.problems.count > 0);
    assert_non_null(strstr(fixture.project.problems.at[0], "in a circle"));
    end(&fixture);

    fixture = begin();
    VEC(char) text = {0};
    const char *start = "<Project><PropertyGroup><A>0123456789</A>", *line = "<A>$(A)$(A)$(A)$(A)</A>";
    for (const char *at = start; *at; at++)
        vec_push(&text, *at);
    for (unsigned i = 0; i < 2000; i++)
        for (const char *at = line; *at; at++)
            vec_push(&text, *at);
    for (const char *at = "</PropertyGroup></Project>"; *at; at++)
        vec_push(&text, *at);
    vec_push(&text, '\0');
    evaluate(&fixture, text.at, "Debug");
    assert_true(fixture.project.problems.count > 0);
    vec_free(&text);
    end(&fixture);
}

static void what_is_no_project_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "no xml", "<Other/>", "<Project>",
        "<!DOCTYPE p [<!ENTITY e \"x\">]><Project><PropertyGroup><X>&e;</X></PropertyGroup></Project>"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fixture fixture = begin();
        evaluate(&fixture, texts[i], "Debug");
        assert_false(fixture.good);
        assert_int_equal(fixture.project.problems.count, 1);
        end(&fixture);
    }
}

static void solutions(void **state)
{
    (void)state;
    static const char sln[] =
        "\xEF\xBB\xBF\r\nMicrosoft Visual Studio Solution File, Format Version 12.00\r\n"
        "Project(\"{8BC9}\") = \"one\", \"src\\one.vcxproj\", \"{AA}\"\r\n"
        "\tProjectSection(ProjectDependencies) = postProject\r\n\t\t{BB} = "
        "{BB}\r\n\tEndProjectSection\r\nEndProject\r\n"
        "Global\r\n\tGlobalSection(SolutionConfigurationPlatforms) = preSolution\r\n\t\tDebug|x86 = Debug|x86\r\n"
        "\tEndGlobalSection\r\n\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\r\n"
        "\t\t{aa}.Debug|x86.ActiveCfg = Dbg|Win32\r\n\t\t{aa}.Debug|x86.Build.0 = Dbg|Win32\r\n\tEndGlobalSection\r\n";
    static const char slnx[] =
        "<Solution><Configurations><BuildType Name='Debug'/><Platform Name='x86'/></Configurations>"
        "<Folder Name='/f/'><Project Path='src/one.vcxproj'><BuildDependency Project='b.vcxproj'/>"
        "<BuildType Solution='Debug' Project='Dbg'/><Platform Solution='*|x86' Project='Win32'/></Project></Folder>"
        "</Solution>";
    const char *const texts[] = {sln, slnx};
    for (size_t i = 0; i < 2; i++) {
        struct solution solution;
        assert_null(solution_read(texts[i], strlen(texts[i]), &solution));
        assert_int_equal(solution.projects.count, 1);
        assert_string_equal(solution.projects.at[0].name, "one");
        assert_int_equal(solution.projects.at[0].needs.count, 1);
        assert_string_equal(solution.configurations.at[0], "Debug|x86");
        char *mapped = solution_map(&solution.projects.at[0], "Debug|x86");
        char *other = solution_map(&solution.projects.at[0], "Release|x64");
        assert_string_equal(mapped, "Dbg|Win32");
        assert_string_equal(other, "Release|x64");
        free(other);
        free(mapped);
        solution_free(&solution);
    }
    struct solution none;
    char *problem = solution_read("text", 4, &none);
    assert_non_null(problem);
    free(problem);
    solution_free(&none);
}

static void expect_nearest(const char *wanted, const char *expected, const char *const *names, size_t count)
{
    struct configurations list = {0};
    for (size_t i = 0; i < count; i++)
        configurations_add(&list, memory_format("%s", names[i]));
    assert_string_equal(configuration_nearest(&list, wanted), expected);
    configurations_free(&list);
}

static void the_nearest_configuration(void **state)
{
    (void)state;
    static const char *const usual[] = {"Release|x64", "Debug|Win32", "Debug|ARM64", "Debug|x64"};
    static const char *const kits[] = {
        "Win8 Debug|x64", "Win10 Release|x64", "Win10 Debug|x64", "Win11 Debug|Win32", "Win9 Debug|x64"};
    static const char *const release[] = {"Win10 Release|x64", "Win11 Release|x64", "Win11 Release|Win32"};
    expect_nearest("debug|X64", "Debug|x64", usual, 4);
    expect_nearest("Release|ARM64", "Debug|ARM64", usual, 4);
    expect_nearest("Debug|x64", "Win10 Debug|x64", kits, 5);
    expect_nearest("Debug|x64", "Win11 Release|x64", release, 3);
}

static void expect_macro(const char *text, const char *name, const char *expected)
{
    char *root = scratch_make();
    scratch_write(root, "common.inc", "C_DEFINES=$(C_DEFINES) -DINC\n");
    char *path = memory_format("%s/sources", root);
    struct folder_cache *folders = folder_cache_new();
    struct legacy_request request = {.path = path, .text = text, .n = strlen(text), .root = root, .folders = folders};
    struct legacy legacy;
    assert_true(legacy_read(&request, &legacy));
    assert_string_equal(legacy_get(&legacy, name), expected);
    legacy_free(&legacy);
    folder_cache_free(folders);
    free(path);
    scratch_remove(root);
}

static void macros_of_sources(void **state)
{
    (void)state;
    expect_macro("TARGETNAME = drv # the name\r\n", "TargetName", "drv");
    expect_macro("SOURCES=a.c \\\r\n  b.c \\\r\n# not this: x.c \\\r\n  c.c\r\n", "SOURCES", "a.c    b.c     c.c");
    expect_macro("A=1\nA=$(A) 2\nB=$(A)\nA=3\n", "B", "3");
    expect_macro("C_DEFINES=-DX\n!include COMMON.INC\n", "C_DEFINES", "-DX -DINC");
    expect_macro(
        "!if defined(NO) || $(_NT_TARGET_VERSION) < 0x600\nX=1\n!elseif 1 == 1\nX=2\n!else\nX=3\n!endif\n", "X", "2");
    expect_macro("!ifndef Y\n!ifdef Z\nX=1\n!else\nX=2\n!endif\n!endif\n", "X", "2");
    expect_macro("O=a\n!if \"$(O)\" == \"A\" && !defined(Q)\nX=same\n!endif\n", "X", "same");
    expect_macro("A=$(B)$(B)\nB=$(A)$(A)\nX=end\n", "X", "end");
    expect_macro("A=$(A)$(B)\nB=$(A)$(A)$(A)$(A)$(A)$(A)\nX=$(B)\n", "Y", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(properties_refer_to_what_stands_before),
        cmocka_unit_test(functions_of_texts),
        cmocka_unit_test(conditions),
        cmocka_unit_test(an_odd_condition_is_a_problem),
        cmocka_unit_test(items_begin_with_their_definition),
        cmocka_unit_test(items_are_included_excluded_updated),
        cmocka_unit_test(imports_are_found_in_any_case),
        cmocka_unit_test(hostile_projects_come_to_an_end),
        cmocka_unit_test(what_is_no_project_is_refused),
        cmocka_unit_test(solutions),
        cmocka_unit_test(the_nearest_configuration),
        cmocka_unit_test(macros_of_sources),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
