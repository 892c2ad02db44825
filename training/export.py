"""From a trained network to the one file that the package ships: ONNX in eight bits.

Weights are quantised per channel and activations as they come (ONNX Runtime's dynamic quantization;
Jacob et al. 2018 on integer inference).
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import Tensor, nn

from training.network import OUTPUTS

OPSET = 17


class Exported(nn.Module):
    """The network for windows that need no padding: each is read by itself."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        out = self.model(ids, None)
        return tuple(out[name] for name in OUTPUTS)


def export(model: nn.Module, path: Path) -> None:
    """Write the file of a network, or of several that were joined."""
    model.eval()
    config = model.encoder.config
    with tempfile.TemporaryDirectory() as folder:
        whole, fused = Path(folder) / "whole.onnx", Path(folder) / "fused.onnx"
        torch.onnx.export(
            Exported(model),
            (torch.randint(1000, 2000, (1, 64)),),
            str(whole),
            input_names=["ids"],
            output_names=list(OUTPUTS),
            dynamic_axes={"ids": {1: "pieces"}}
            | {name: {1: "pieces"} for name in OUTPUTS if name != "told"},
            opset_version=OPSET,
            dynamo=False,
        )
        optimizer.optimize_model(
            str(whole),
            model_type="bert",
            num_heads=config.num_attention_heads,
            hidden_size=config.hidden_size,
            opt_level=1,
        ).save_model_to_file(str(fused))
        quantize_dynamic(
            fused,
            path,
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
