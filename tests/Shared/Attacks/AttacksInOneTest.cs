using Frugal.Grading.Grades;

namespace Frugal.Tests.Shared;

/// <content>Attacks that are a test of their own, or a part of one.</content>
internal static partial class Attacks
{
    private static IReadOnlyList<Attack> InOneTest =>
    [
        new("Timing.PredictTheNextInputs", AttackKind.Timing, Cause.WrongAnswer, "GradingSeedTests.The_stream_is_AES_in_counter_mode"),
        new("Floods.MemoryBesideTheBudget", AttackKind.Timing, Cause.TooMuchMemory, "StudentProcessTests.Memory_that_no_file_is_behind_counts_however_it_was_taken"),
        new("Numbers.NotANumber", AttackKind.Timing, Cause.WrongAnswer, "StudentProcessTests.A_number_that_cannot_be_compared_is_a_wrong_answer"),
        new("Models.FakeQuantized", AttackKind.Models, Cause.Cheating, "StoredWeightsTests.Weights_that_are_rounded_when_the_model_runs_are_fake"),
        new("Models.FakeBehindATranspose", AttackKind.Models, Cause.Cheating, "StoredWeightsTests.Fake_quantisation_is_found_behind_a_constant_node_and_a_transpose"),
        new("Models.CopyInFloats", AttackKind.Models, Cause.Cheating, "StoredWeightsTests.A_copy_in_floats_counts_even_where_nothing_uses_it"),
        new("Models.CopyInADataFile", AttackKind.Models, Cause.Cheating, "StoredWeightsTests.A_copy_in_a_data_file_counts"),
        new("Models.IntegersThatNothingNeeds", AttackKind.Models, Cause.Cheating, "StoredWeightsTests.Integers_that_no_output_needs_do_not_count"),
        new("Models.ScaleForEveryNumber", AttackKind.Models, Cause.Cheating, "StoredWeightsTests.A_scale_for_every_number_is_a_weight"),
        new("Models.OnlyTheShape", AttackKind.Models, Cause.Cheating, "StoredWeightsTests.A_graph_that_only_asks_for_its_inputs_shape_ignores_it"),
        new("Models.Constant", AttackKind.Models, Cause.Cheating, "ModelAnswersTests.Constant_answers_are_found"),
        new("Models.Memorised", AttackKind.Models, Cause.Cheating, "ModelAnswersTests.Memorised_answers_are_found"),
        new("Models.Float32", AttackKind.Models, Cause.TooSlow, "WorkedRaceTests.A_model_that_left_half_of_the_work_or_more_fails_wherever_int8_gains"),
        new("Models.WeightsOnly", AttackKind.Models, Cause.TooSlow, "WorkedRaceTests.A_model_that_left_half_of_the_work_or_more_fails_wherever_int8_gains"),
        new("Models.HalfFloat", AttackKind.Models, Cause.TooSlow, "WorkedRaceTests.A_model_that_left_half_of_the_work_or_more_fails_wherever_int8_gains"),
        new("Models.MiddleZero", AttackKind.Models, Cause.TooSlow, "WorkedRaceTests.A_model_that_left_half_of_the_work_or_more_fails_wherever_int8_gains"),
        new("Models.EndlessLoop", AttackKind.Models, Cause.Timeout, "MeasuringLimitsTests.A_graph_that_loops_for_ever_is_ended"),
        new("Models.EatsMemory", AttackKind.Models, Cause.OutOfMemory, "MeasuringLimitsTests.A_graph_that_eats_memory_is_ended"),
        new("Models.OtherInputs", AttackKind.Models, Cause.WrongAnswer, "MeasuringProcessTests.A_model_with_other_inputs_is_refused"),
        new("Models.EngineOptions", AttackKind.Models, Cause.None, "MeasuringProcessTests.A_model_cannot_set_the_engines_options"),
        new("Models.NotAModel", AttackKind.Models, Cause.WrongAnswer, "MeasuringProcessTests.A_file_that_is_no_model_is_refused_in_the_engines_words"),
        new("Models.ChangedAfterTheLook", AttackKind.Models, Cause.None, "ShippedBytesTests.The_graders_copy_stays_what_it_was_when_the_model_is_changed_behind_its_back"),
        new("Models.LinkAsModel", AttackKind.Models, Cause.WrongAnswer, "ShippedBytesTests.A_link_is_not_taken_for_a_model"),
        new("Models.DataFileOutside", AttackKind.Models, Cause.WrongAnswer, "ShippedBytesTests.A_data_file_outside_the_models_folder_is_not_taken"),
        new("Models.DataFileBehindALink", AttackKind.Models, Cause.WrongAnswer, "ShippedBytesTests.A_data_file_behind_a_linked_folder_is_not_taken"),
        new("Build.TargetsFile", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.PropertiesFile", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.ProjectFile", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.GradersProject", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.RuntimeConfiguration", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.EditorConfig", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.ResponseFile", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.NuGetConfiguration", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.OwnTests", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.NameWithASemicolon", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.LinkedSource", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.LinkedFolder", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.PipeAsSource", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.NameThatIsNotText", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.DeepSources", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.LargeSource", AttackKind.Build, Cause.None, "WholeLabTests.Files_that_would_run_code_while_building_or_grading_are_left_out_and_named"),
        new("Build.ReadHiddenFiles", AttackKind.Build, Cause.WrongAnswer, "WholeLabTests.The_students_process_finds_neither_the_hidden_tests_nor_the_answers_nor_accounts"),
        new("Build.CloneThatGradesItself", AttackKind.Build, Cause.None, "SubmissionTests.A_clone_that_was_handed_in_does_not_grade_itself"),
        new("Build.NestedParentheses", AttackKind.Build, Cause.DoesNotCompile, "ContainedBuildTests.A_source_that_attacks_the_compiler_does_not_compile"),
        new("Build.FilesOfTheCourse", AttackKind.Build, Cause.DoesNotCompile, "ContainedBuildTests.The_compiler_sees_neither_solutions_nor_tests_nor_accounts"),
        new("Build.ProgramInTheCompilersPlace", AttackKind.Build, Cause.None, "ContainedBuildTests.What_runs_in_the_compilers_place_reaches_nothing_outside_its_scratch_folder"),
        new("Build.PosesAsTheGrader", AttackKind.Build, Cause.None, "ContainedBuildTests.An_assembly_that_poses_as_the_graders_own_is_graded_as_any_other"),
    ];
}
