package org.drey.local.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;

/** Flink can divide the memory that its processes are given, and they fit into their containers. */
final class FlinkMemoryTest {
  private static final MemorySize LEAST_HEAP = MemorySize.ofMebiBytes(256);

  private static Configuration common() throws IOException {
    return settings(DeploymentFiles.document(Path.of("conf", "flink.yaml")));
  }

  private static Configuration settings(JsonNode map) {
    Configuration settings = new Configuration();
    map.properties().forEach(one -> settings.setString(one.getKey(), one.getValue().asText()));
    return settings;
  }

  private static long processOf(boolean isJobManager, Configuration settings) {
    if (isJobManager) {
      JobManagerProcessSpec spec = JobManagerProcessUtils.processSpecFromConfig(settings);
      assertTrue(
          spec.getFlinkMemory().getJvmHeapMemorySize().compareTo(LEAST_HEAP) > 0, spec::toString);
      return spec.getTotalProcessMemorySize().getMebiBytes();
    }
    TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(settings);
    assertTrue(spec.getTaskHeapSize().compareTo(LEAST_HEAP) > 0, spec::toString);
    return spec.getTotalProcessMemorySize().getMebiBytes();
  }

  /** What is in a container's memory besides: files in /tmp, which are copies of lists. */
  @Test
  void processesOfComposeFitIntoTheirContainers() throws IOException {
    int flink = 0;
    for (JsonNode service : DeploymentFiles.services().values()) {
      List<String> command = DeploymentFiles.texts(service.path("command"));
      if (service.get("image").asText().startsWith("drey/jobs")) {
        Configuration settings = common();
        for (String argument : command) {
          if (argument.startsWith("-D")) {
            int equals = argument.indexOf('=');
            settings.setString(argument.substring(2, equals), argument.substring(equals + 1));
          }
        }
        long process = processOf(command.get(0).equals("standalone-job"), settings);
        assertTrue(
            process + 128 <= MemorySize.parse(service.get("mem_limit").asText()).getMebiBytes(),
            command::toString);
        flink++;
      }
    }
    assertEquals(4, flink);
  }

  @Test
  void processesOfKubernetesHaveEnough() throws IOException {
    for (JsonNode job : DeploymentFiles.manifests("FlinkDeployment")) {
      Configuration settings = settings(job.at("/spec/flinkConfiguration"));
      MemorySize manager = MemorySize.parse(job.at("/spec/jobManager/resource/memory").asText());
      settings.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, manager);
      assertEquals(manager.getMebiBytes(), processOf(true, settings));
      MemorySize worker = MemorySize.parse(job.at("/spec/taskManager/resource/memory").asText());
      settings.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, worker);
      assertEquals(worker.getMebiBytes(), processOf(false, settings));
    }
  }
}
