package org.drey.local.up;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The deployment of both jobs.
 *
 * @param jar the file's name in the folder of jars
 * @param parallelism how many subtasks each step has
 * @param runs of each job, by the job's short name
 */
record DeployedJobs(String jar, int parallelism, Map<String, Run> runs) {
  /**
   * One submission of a job, or what the next one goes on from.
   *
   * @param id Flink's; null while the job is stopped
   * @param from the savepoint or checkpoint that it was started from; null for none
   */
  record Run(@Nullable String id, @Nullable String from) {
    static final Run NONE = new Run(null, null);
    private static final String CHECKPOINT = "chk-";

    /** How much of a job's id is in the names of its savepoints. */
    private static final int SAVEPOINT_ID = 6;

    /**
     * Returns the state that the job goes on from if this run has ended: the newest complete
     * checkpoint. A run that was stopped has none left, but a savepoint, which the command that
     * stopped it may not have noted. Where there is neither, it is what the run was started from.
     *
     * @param data with a folder of checkpoints for each run, and one of savepoints
     * @return null where there is none of all: the job begins anew
     */
    @Nullable String newestState(Path data) throws IOException {
      if (id == null) {
        return from;
      }
      Optional<Path> newest =
          complete(data.resolve("checkpoints").resolve(id), CHECKPOINT).stream()
              .max(Comparator.comparingLong(Run::number));
      if (newest.isEmpty()) {
        String prefix = "savepoint-" + id.substring(0, SAVEPOINT_ID) + "-";
        newest =
            complete(data.resolve("savepoints"), prefix).stream()
                .max(Comparator.comparingLong(one -> metadata(one).toFile().lastModified()));
      }
      return newest.map(one -> one.toUri().toString()).orElse(from);
    }

    private static List<Path> complete(Path folder, String prefix) throws IOException {
      if (!Files.isDirectory(folder)) {
        return List.of();
      }
      try (Stream<Path> files = Files.list(folder)) {
        return files
            .filter(one -> one.getFileName().toString().startsWith(prefix))
            .filter(one -> metadata(one).toFile().length() > 0) // 0 after a power cut
            .toList();
      }
    }

    private static Path metadata(Path state) {
      return state.resolve("_metadata");
    }

    private static long number(Path checkpoint) {
      return Long.parseLong(checkpoint.getFileName().toString().substring(CHECKPOINT.length()));
    }
  }

  DeployedJobs {
    runs = Map.copyOf(runs);
  }

  @JsonIgnore
  Run run(JobKind job) {
    return runs.getOrDefault(job.shortName(), Run.NONE);
  }

  DeployedJobs with(JobKind job, Run run) {
    Map<String, Run> changed = new TreeMap<>(runs);
    changed.put(job.shortName(), run);
    return new DeployedJobs(jar, parallelism, changed);
  }
}
