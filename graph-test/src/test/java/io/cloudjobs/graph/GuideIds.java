package io.cloudjobs.graph;

/** The ids of the objects in the guide. */
record GuideIds(String printerId, String shareId, String jobId, String definitionId) {}
