package io.cloudjobs.spring;

/** The task definition of an emulator. It replaces the property, because an emulator has no other one at the start. */
record EmulatedTaskDefinition(String id) {}
