package org.drey.local.rehearse;

import java.nio.file.Path;
import java.time.Duration;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.lists.ListSettings;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a rehearsal.
 *
 * @param input the folder of files
 * @param output the folder for the results
 * @param lists the list that queries and requests are matched with, null for none
 * @param partitions how many each topic has
 * @param byProvider whether each provider has its own partition instead
 * @param step how much time is sent at once
 * @param parallelism how many subtasks each operator has
 * @param parallelismAfter how many it has after a redeployment amid the lines; the same for none
 * @param crashes how many TaskManagers end
 * @param seed by which the moments of crashes and redeployment are chosen
 */
public record RehearsalSettings(
    Path input,
    Path output,
    RuleSet rules,
    DreyConfiguration configuration,
    @Nullable ListSettings lists,
    int partitions,
    boolean byProvider,
    Duration step,
    int parallelism,
    int parallelismAfter,
    int crashes,
    long seed) {}
