"""A patient and a clinic for each test."""

import pytest

from hytedata.sandbox import Sandbox
from tests.runs.doctor.patients import Clinic, Patient


@pytest.fixture
def patient() -> Patient:
    return Patient(Sandbox())


@pytest.fixture
def clinic(patient: Patient, tmp_path_factory: pytest.TempPathFactory) -> Clinic:
    return Clinic(patient, patient.config(tmp_path_factory))
