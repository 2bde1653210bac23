package org.drey.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.drey.local.cluster.FlinkPage;
import org.jspecify.annotations.Nullable;

/** Asks Flink how its jobs are doing. */
final class JobWatch {
  private final FlinkPage page;
  private final List<JobClient> jobs;

  /** Watches the detection job and others after it. */
  JobWatch(URI web, List<JobClient> jobs) {
    this.page = new FlinkPage(web);
    this.jobs = jobs;
  }

  /** Returns whether every subtask of every job is at work. */
  boolean allRunning() throws InterruptedException {
    for (JobClient job : jobs) {
      if (!isRunning(job.getJobID())) {
        return false;
      }
    }
    return true;
  }

  private boolean isRunning(JobID job) throws InterruptedException {
    try {
      JsonNode steps = page.steps(job);
      return !steps.isEmpty()
          && StreamSupport.stream(steps.spliterator(), false)
              .allMatch(step -> step.path("status").asText().equals("RUNNING"));
    } catch (IOException e) {
      return false; // no answer this time
    }
  }

  /** Keeps what is known; a job that failed ends the demo. */
  void look(DemoState state) throws InterruptedException {
    Map<String, Long> counts = new HashMap<>();
    for (JobClient job : jobs) {
      try {
        JobStatus status = job.getJobStatus().get();
        if (status.isTerminalState()) {
          throw new IllegalStateException("a job has ended: " + status + "; its log says why");
        }
        job.getAccumulators()
            .get()
            .forEach((name, value) -> counts.merge(name, (Long) value, Long::sum));
      } catch (ExecutionException e) {
        return; // no answer this time
      }
    }
    state.counts(counts);
    state.clock(clock(jobs.get(0).getJobID()));
  }

  /** The event time that the score has reached; null where there is no answer this time. */
  private @Nullable Instant clock(JobID job) throws InterruptedException {
    try {
      return page.clock(job);
    } catch (IOException e) {
      return null;
    }
  }
}
